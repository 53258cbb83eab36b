"""The SQLite file does not grow with what is of no more use: keys and hints go after thirty days."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from domain.ports import Hint, Key
from tests.support.checkouts import A_DAY, NOON, an_open_checkout

KEY = Key("shop", "COMPLICATED-LAMP", "149.90 for order 1001")
HINT = Hint("evt_brass-bell", "payment_intent.succeeded", "pi", None, None, "test", NOON)
ALMOST = 30 * A_DAY - timedelta(microseconds=1)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A new database."""
    database = Database(tmp_path / "shop.db", create=True)
    yield database
    await database.close()


async def count(database: Database, table: str) -> int:
    """Tell how many rows a table has."""
    question = f"SELECT count(*) FROM {table}"  # noqa: S608 -- the tests' own words
    number: int = await database.read(lambda reader: reader.execute(question).fetchone()[0])
    return number


@pytest.mark.parametrize(("after", "left"), [(ALMOST, 2), (30 * A_DAY, 1)])
async def test_a_free_key_is_forgotten(database: Database, after: timedelta, left: int) -> None:
    """The next key that is used clears away those whose time is over."""
    checkouts = SqliteCheckouts(database)
    await checkouts.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    other = replace(KEY, text="SMALL-TABLE")
    await checkouts.add(an_open_checkout("brass-lamp"), other, at=NOON + after)

    assert await count(database, "opening_keys") == left


@pytest.mark.parametrize(("after", "left"), [(ALMOST, 2), (30 * A_DAY, 1)])
async def test_an_old_hint_is_forgotten(database: Database, after: timedelta, left: int) -> None:
    """The next hint that is heard clears away those that nobody will ask for any more."""
    checkouts = SqliteCheckouts(database)
    await checkouts.hear(HINT, at=NOON)
    await checkouts.hear(replace(HINT, id="evt_tin-drum"), at=NOON + after)

    assert await count(database, "hints") == left
