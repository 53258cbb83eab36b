"""A SQLite file that is not there: made only where that is wanted."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from domain.errors import CheckoutNotFound, StoreUnavailable
from domain.ports import Hint, Page, Search
from tests.support.checkouts import A_DAY, NOON, an_open_checkout
from tests.unit.sqlite_files import content, database, other, path, patience

__all__ = ["database", "other", "path", "patience"]

HINT = Hint("evt_brass-bell", "payment_intent.succeeded", "pi", None, None, "test", NOON)


async def test_a_missing_database_answers_as_an_empty_store(other: Database, path: Path) -> None:
    """Nobody is found, nothing is due, and no file appears."""
    checkouts = SqliteCheckouts(other)

    assert await checkouts.search(Search()) == Page((), None)
    assert await checkouts.of_order("1001") == ()
    assert await checkouts.claim(at=NOON, until=NOON + A_DAY, limit=9) == ()
    assert await checkouts.installation()
    with pytest.raises(CheckoutNotFound):
        await checkouts.get("co_velvet-armchair")
    with pytest.raises(CheckoutNotFound):
        await checkouts.update("co_velvet-armchair", lambda checkout: checkout)
    await other.belongs_to("sandbox")
    assert not await other.exists()
    assert content(path) is None


async def test_a_missing_database_takes_nothing_in(other: Database, path: Path) -> None:
    """What cannot be kept is refused, and no file appears."""
    checkouts = SqliteCheckouts(other)

    with pytest.raises(StoreUnavailable, match="There is no database at /"):
        await checkouts.add(an_open_checkout(), None, at=NOON)
    with pytest.raises(StoreUnavailable, match="There is no database at /"):
        await checkouts.hear(HINT, at=NOON)
    assert content(path) is None


async def test_a_file_without_tables_is_a_missing_database(other: Database, path: Path) -> None:
    """A command that may not make the tables leaves the file as it is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
    before = content(path)

    assert not await other.exists()
    with pytest.raises(StoreUnavailable):
        await SqliteCheckouts(other).add(an_open_checkout(), None, at=NOON)
    assert content(path) == before


async def test_a_database_made_meanwhile_is_seen(other: Database, database: Database) -> None:
    """A worker that waits for its database finds it as soon as it is there."""
    assert not await other.exists()
    await SqliteCheckouts(database).add(an_open_checkout(), None, at=NOON)

    assert await SqliteCheckouts(other).get("co_velvet-armchair") == an_open_checkout()
    await SqliteCheckouts(other).add(an_open_checkout("brass-lamp"), None, at=NOON)
    assert len((await SqliteCheckouts(database).search(Search())).items) == 2


async def test_several_may_make_it_at_once(path: Path) -> None:
    """Processes that start together make one store, with one name."""
    databases = [Database(path, create=True) for _ in range(8)]
    names = await asyncio.gather(*(SqliteCheckouts(it).installation() for it in databases))
    for it in databases:
        await it.close()

    assert len(set(names)) == 1


async def test_its_path_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command can name the file that it did not find, wherever it is started."""
    monkeypatch.chdir(tmp_path)

    assert Database("shop.db", create=False).path == tmp_path / "shop.db"
    assert Database("shop.db", create=False).where == f"{tmp_path}/shop.db"


async def test_a_folder_that_is_missing_gives_no_answer(path: Path) -> None:
    """The file cannot be made, and the store says so."""
    database = Database(path / "nowhere" / "shop.db", create=True)

    with pytest.raises(StoreUnavailable):
        await SqliteCheckouts(database).add(an_open_checkout(), None, at=NOON)
    await database.close()
