"""The versions of the SQLite file: an older one is brought up where it lies, a newer one is left alone."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sqlite import rows
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from adapters.sqlite.schema import PROGRAM, VERSION, ForeignStore
from adapters.sqlite.steps import FIRST
from domain.ports import Search
from tests.support.checkouts import A_DAY, NOON, a_checkout_at_alma, an_open_checkout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of the first version, with a name and a checkout."""
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(FIRST)
        connection.execute(f"PRAGMA application_id = {PROGRAM}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO meta VALUES ('installation', 'COMPLICATED-LAMP')")
        rows.keep(connection, a_checkout_at_alma())
    return path


@pytest.fixture(params=[True, False], ids=["may create", "may not create"])
async def store(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[SqliteCheckouts]:
    """The file, opened by this version."""
    database = Database(path, create=request.param)
    yield SqliteCheckouts(database)
    await database.close()


async def test_an_older_file_is_brought_up_when_it_is_read(store: SqliteCheckouts, path: Path) -> None:
    """Nothing in it is lost, not even its name."""
    found = await store.search(Search(overdue_at=NOON + A_DAY))

    assert found.items == (a_checkout_at_alma(),)
    assert await store.installation() == "COMPLICATED-LAMP"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


async def test_an_older_file_is_brought_up_when_it_is_written(store: SqliteCheckouts) -> None:
    """Whoever comes first does it."""
    await store.add(an_open_checkout("brass-lamp"), None, at=NOON)

    assert len((await store.search(Search())).items) == 2


async def test_two_that_come_at_once_bring_it_up_once(path: Path) -> None:
    """The second waits for the first, and finds it done."""
    one, other = Database(path, create=True), Database(path, create=True)
    await one.write(lambda _: None)
    await other.write(lambda _: None)

    assert await one.exists()
    assert await other.exists()
    await one.close()
    await other.close()


@pytest.mark.parametrize("create", [True, False])
async def test_a_later_versions_tables_are_refused(path: Path, create: bool) -> None:
    """Tables that this program does not know are left alone, and a sentence says why."""
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
    stale = Database(path, create=create)

    with pytest.raises(ForeignStore, match=f"version {VERSION + 1}, made by a later version"):
        await stale.exists()
    with pytest.raises(ForeignStore):
        await SqliteCheckouts(stale).add(an_open_checkout(), None, at=NOON)
    await stale.close()
