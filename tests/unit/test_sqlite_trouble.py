"""A SQLite file in trouble: locked, full, or no database at all; no worse than silent."""

import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from adapters.sqlite.trouble import patiently
from domain.errors import StoreUnavailable
from domain.ports import Search
from tests.support.checkouts import NOON, an_open_checkout, an_opening
from tests.unit.sqlite_files import content, database, other, path

__all__ = ["database", "other", "path"]


@pytest.fixture
def patience() -> float:
    """Others are waited for a moment only."""
    return 0.05


@pytest.fixture
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """A file that another program is writing to, and does not let go of."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


async def test_a_file_that_is_no_database_gives_no_answer() -> None:
    """A text is not taken for a database, nor made one."""
    before = content(Path(__file__))
    database = Database(__file__, create=True)

    with pytest.raises(StoreUnavailable):
        await database.exists()
    assert content(Path(__file__)) == before
    await database.close()


async def test_a_locked_file_cannot_be_made_ready(locked: sqlite3.Connection, database: Database) -> None:
    """Whoever holds the file is waited for, then there is no answer."""
    with pytest.raises(StoreUnavailable):
        await database.exists()


class Contended(sqlite3.Connection):
    """A connection that finds the file locked a few times, without SQLite waiting."""

    times = 2

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Be locked out once more, or do it."""
        if self.times:
            self.times -= 1
            locked = sqlite3.OperationalError("database is locked")
            locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise locked
        return super().execute(sql)


def test_switching_to_write_ahead_waits_for_others(path: Path) -> None:
    """Several processes that switch a new file at once lock each other out, where SQLite does not wait by itself."""
    with closing(sqlite3.connect(path, factory=Contended)) as connection:
        patiently(connection, "PRAGMA journal_mode = WAL", until=time.monotonic() + 5)
        mode = connection.execute("PRAGMA journal_mode").fetchone()

    assert mode == ("wal",)


@pytest.fixture
async def read_elsewhere(database: Database, path: Path) -> AsyncIterator[sqlite3.Connection]:
    """A store copied the plain way, without writing ahead, that another program is just reading."""
    await database.exists()
    await database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as reading:
        reading.execute("PRAGMA journal_mode = DELETE")
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM meta").fetchall()
        yield reading


async def test_a_reader_that_never_ends_is_not_waited_for(read_elsewhere: sqlite3.Connection, other: Database) -> None:
    """There is no answer instead of one that is waited for without end."""
    with pytest.raises(StoreUnavailable):
        await SqliteCheckouts(other).add(an_open_checkout(), None, at=NOON)


async def test_a_locked_database_takes_nothing_in(database: Database, path: Path) -> None:
    """Nothing is changed, reading goes on, and writing too once the lock is gone."""
    checkouts = SqliteCheckouts(database)
    await checkouts.add(an_open_checkout("velvet-armchair"), None, at=NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            await checkouts.add(an_open_checkout("brass-lamp"), None, at=NOON)
        kept = (await checkouts.search(Search())).items
    after = await checkouts.add(an_open_checkout("oak-table"), None, at=NOON)

    assert kept == (an_open_checkout("velvet-armchair"),)
    assert after.id == "co_oak-table"


async def test_a_locked_read_waits_behind_the_writer(database: Database) -> None:
    """A reader that finds the file locked asks again, where waiting holds nobody up."""
    asked_of: list[sqlite3.Connection] = []

    def work(connection: sqlite3.Connection) -> str:
        asked_of.append(connection)
        if len(asked_of) == 1:
            locked = sqlite3.OperationalError("database is locked")
            locked.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
            raise locked
        return "an answer"

    assert await database.read(work) == "an answer"
    assert asked_of[0] is not asked_of[1]


async def test_a_full_disk_changes_nothing(database: Database) -> None:
    """A checkout that finds no room is not kept, and the store works again when there is some."""
    checkouts = SqliteCheckouts(database)
    pages = await database.write(lambda it: it.execute("PRAGMA page_count").fetchone()[0])
    await database.write(lambda it: it.execute(f"PRAGMA max_page_count = {pages}").fetchall())
    kept: list[str] = []

    async def fill() -> None:
        while True:
            kept.append((await checkouts.add(an_open_checkout(f"chair-{len(kept)}"), None, at=NOON)).id)

    with pytest.raises(StoreUnavailable):
        await fill()
    await database.write(lambda it: it.execute("PRAGMA max_page_count = 9999").fetchall())
    found = await checkouts.search(Search(limit=100))
    after = await checkouts.add(an_open_checkout(f"chair-{len(kept)}"), None, at=NOON)

    assert sorted(it.id for it in found.items) == sorted(kept)
    assert after.id not in kept


async def test_a_bug_stays_a_bug(database: Database) -> None:
    """Wrong SQL and a broken rule of the tables are no trouble of the database."""
    checkouts = SqliteCheckouts(database)
    await checkouts.add(an_open_checkout(), None, at=NOON)

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.read(lambda reader: reader.execute("SELECT * FROM songs"))
    with pytest.raises(sqlite3.IntegrityError):
        await checkouts.add(an_open_checkout(opening=an_opening(order="2002")), None, at=NOON)
    with pytest.raises(sqlite3.ProgrammingError):
        await database.write(lambda writer: writer.execute("SELECT ?", ()))
    assert await checkouts.get("co_velvet-armchair") == an_open_checkout()
