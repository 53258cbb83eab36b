"""The indexes of the SQLite store: no question of ours reads every checkout."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

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


NARROW = Search(
    country="LU", currency="EUR", method="alma", amount_from=1, amount_to=2, opened_from=NOON, opened_before=NOON
)
"""Every term that is looked at along the way."""


def asked(connection: sqlite3.Connection, search: Search) -> str:
    """Give the question that a search asks."""
    questions: list[str] = []
    connection.set_trace_callback(questions.append)
    page(connection, search)
    connection.set_trace_callback(None)
    return questions[0]


@pytest.mark.parametrize(
    ("search", "index"),
    [
        (Search(), "newest"),
        (Search(after=Position(NOON, "co_velvet-armchair")), "newest"),
        (Search(status="paid"), "by_status"),
        (Search(status="paid", after=Position(NOON, "co_velvet-armchair")), "by_status"),
        (Search(order="1001"), "by_order"),
        (Search(overdue_at=NOON), "awaiting"),
        (Search(overdue_at=NOON, country="FR"), "awaiting"),
        (Search(order="1001", status="paid", country="FR"), "by_order"),
        (Search(opened_from=NOON, opened_before=NOON), "newest"),
        (NARROW, "newest"),
        (replace(NARROW, status="paid"), "by_status"),
        (replace(NARROW, status="paid", after=Position(NOON, "co_velvet-armchair")), "by_status"),
    ],
)
def test_every_search_has_its_index(connection: sqlite3.Connection, search: Search, index: str) -> None:
    """A page costs no more with a million checkouts than with a hundred."""
    found_by = plan(connection, asked(connection, search))

    assert f"USING INDEX {index}" in found_by
    assert "TEMP B-TREE" not in found_by


@pytest.mark.parametrize("search", [NARROW, replace(NARROW, status="paid")])
def test_what_is_not_wanted_is_passed_over_in_the_index(connection: sqlite3.Connection, search: Search) -> None:
    """Where few are wanted among many, no row of the others is read; it may be pages long."""
    steps = connection.execute(f"EXPLAIN {asked(connection, search)}").fetchall()
    names = [name for _, name, *_ in connection.execute("PRAGMA table_info(checkouts)")]
    read = {names[step[3]] for step in steps if step[1:3] == ("Column", 0)}

    assert read == {"look_again_at", "heard", "document"}


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
