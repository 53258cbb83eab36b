"""The indexes of the SQLite store: no question of ours reads every checkout."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from adapters.sqlite import hints, keys
from adapters.sqlite.due import DUE
from adapters.sqlite.schema import VERSION, bring_up
from adapters.sqlite.searching import page
from domain.ports import Position, Search
from tests.support.checkouts import NOON


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A database with our tables."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up(connection)
        yield connection


def plan(connection: sqlite3.Connection, question: str) -> str:
    """Tell how SQLite finds the answer."""
    return " ".join(row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}"))


@pytest.mark.parametrize(
    ("search", "index"),
    [
        (Search(), "newest"),
        (Search(after=Position(NOON, "co_velvet-armchair")), "newest"),
        (Search(status="paid"), "by_status"),
        (Search(status="paid", after=Position(NOON, "co_velvet-armchair")), "by_status"),
        (Search(order="1001"), "by_order"),
        (Search(overdue_at=NOON), "awaiting"),
    ],
)
def test_every_search_has_its_index(connection: sqlite3.Connection, search: Search, index: str) -> None:
    """A page costs no more with a million checkouts than with a hundred."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    page(connection, search)
    connection.set_trace_callback(None)

    assert f"USING INDEX {index}" in plan(connection, asked[0])


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (DUE.replace("?", "1"), "due"),
        ("UPDATE checkouts SET heard = 1 WHERE payment_id = 'pi'", "by_payment"),
        (keys.FORGET.replace("?", "1"), "oldest_keys"),
        (hints.FORGET.replace("?", "1"), "oldest_hints"),
    ],
)
def test_what_is_asked_often_has_its_index(connection: sqlite3.Connection, question: str, index: str) -> None:
    """Claiming, hearing and forgetting find their rows at once."""
    found_by = plan(connection, question)

    assert f"INDEX {index} " in found_by
    assert "SCAN" not in found_by


def test_tables_are_made_once(connection: sqlite3.Connection) -> None:
    """Making them again changes nothing."""
    before = list(connection.iterdump())
    bring_up(connection)

    assert list(connection.iterdump()) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
