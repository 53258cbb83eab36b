"""The events of the shop are found by indexes, however many there are (R87, R88)."""

import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from typing import Any

import pytest
from psycopg import AsyncConnection

from adapters.postgres import outgoing as in_postgresql
from adapters.postgres.schema import bring_up as bring_postgresql_up
from adapters.postgres.tables import Values
from adapters.sqlite import outbox
from adapters.sqlite import outgoing as in_sqlite
from adapters.sqlite.schema import bring_up as bring_sqlite_up
from domain.outgoing import Delivery
from domain.ports import EventSearch, Position
from tests.support.checkouts import NOON
from tests.support.postgres import Server, postgres

__all__ = ["postgres"]

AFTER = Position(NOON, "ev_velvet-armchair_4_3d3d")
SEARCHES = [
    (EventSearch(), "newest_outgoing"),
    (EventSearch(after=AFTER), "newest_outgoing"),
    (EventSearch(state=Delivery.UNDELIVERED), "outgoing_by_state"),
    (EventSearch(state=Delivery.UNDELIVERED, after=AFTER), "outgoing_by_state"),
]


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    """A database with our tables."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_sqlite_up(connection)
        yield connection


@pytest.fixture
async def connection(postgres: Server) -> AsyncIterator[AsyncConnection]:
    """A connection to our tables."""
    async with await AsyncConnection.connect(postgres.fresh(), autocommit=True) as connection:
        await bring_postgresql_up(connection, create=True)
        await connection.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off")
        yield connection


def plan(file: sqlite3.Connection, question: str, values: list[Any]) -> str:
    """Tell how SQLite finds the answer."""
    return " ".join(row[-1] for row in file.execute(f"EXPLAIN QUERY PLAN {question}", values))


async def explained(connection: AsyncConnection, statement: str, values: Values) -> str:
    """Tell how PostgreSQL finds the answer where there are many rows, which there are not."""
    found = await connection.execute(f"EXPLAIN {statement}".encode(), values)
    return " ".join([line for (line,) in await found.fetchall()])


@pytest.mark.parametrize(("search", "index"), SEARCHES)
def test_sqlite_lists_by_an_index(file: sqlite3.Connection, search: EventSearch, index: str) -> None:
    """In its order."""
    terms, values = in_sqlite.question(search)
    found_by = plan(file, f"SELECT document FROM outgoing {terms}", list(values))  # noqa: S608 -- our own terms

    assert f"INDEX {index}" in found_by
    assert "TEMP B-TREE" not in found_by


@pytest.mark.parametrize(
    ("question", "values", "index"),
    [
        (in_sqlite.DUE, [1, 1], "outgoing_due"),
        (in_sqlite.FORGET, [1, 1], "outgoing_over"),
        (outbox.COUNT, ["undelivered"], "outgoing_by_state"),
    ],
)
def test_sqlite_claims_forgets_and_counts_by_an_index(
    file: sqlite3.Connection, question: str, values: list[Any], index: str
) -> None:
    """Without reading every event."""
    found_by = plan(file, question, values)

    assert f"INDEX {index} " in found_by
    assert "SCAN" not in found_by


@pytest.mark.parametrize(("search", "index"), SEARCHES)
async def test_postgresql_lists_by_an_index(connection: AsyncConnection, search: EventSearch, index: str) -> None:
    """In its order."""
    found_by = await explained(connection, *in_postgresql.question(search))

    assert f"Index Scan Backward using {index} on outgoing" in found_by
    assert "Sort" not in found_by


@pytest.mark.parametrize(
    ("statement", "values", "index"),
    [
        (in_postgresql.CLAIM, {"at": NOON, "until": NOON, "limit": 9}, "outgoing_due"),
        (in_postgresql.FORGET, (NOON, 9), "outgoing_over"),
        (in_postgresql.COUNT, ("undelivered",), "outgoing_by_state"),
    ],
)
async def test_postgresql_claims_forgets_and_counts_by_an_index(
    connection: AsyncConnection, statement: str, values: Values, index: str
) -> None:
    """Without reading every event."""
    found_by = await explained(connection, statement, values)

    assert re.search(rf"using {index}\b", found_by)
    assert "Seq Scan on outgoing" not in found_by
