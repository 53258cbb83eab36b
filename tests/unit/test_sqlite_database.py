"""The SQLite file: durable, of one gateway, and ours alone."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from adapters.sqlite.schema import ForeignStore
from domain.errors import StoreUnavailable
from domain.ports import Search
from tests.support.checkouts import A_DAY, NOON, an_open_checkout
from tests.unit.sqlite_files import content, database, other, path, patience

__all__ = ["database", "other", "path", "patience"]


async def test_a_write_is_durable_and_lets_others_read(database: Database) -> None:
    """The writer waits for the disk, and writes ahead so that readers never wait."""
    names = ("journal_mode", "synchronous")
    modes = await database.write(lambda writer: [writer.execute(f"PRAGMA {name}").fetchone()[0] for name in names])

    assert modes == ["wal", 2]


async def test_reading_cannot_write(database: Database) -> None:
    """What is asked inline has no way to change the file."""
    with pytest.raises(StoreUnavailable):
        await database.read(lambda reader: reader.execute("DELETE FROM checkouts"))


async def test_a_move_that_changes_nothing_writes_nothing(database: Database, path: Path) -> None:
    """The file stays as it is, so that asking a provider without news costs no disk."""
    checkouts = SqliteCheckouts(database)
    await checkouts.add(an_open_checkout(), None, at=NOON)
    with closing(sqlite3.connect(path)) as witness:
        before = witness.execute("PRAGMA data_version").fetchone()
        await checkouts.update("co_velvet-armchair", lambda checkout: checkout)
        await checkouts.claim(at=NOON, until=NOON + A_DAY, limit=9)
        after = witness.execute("PRAGMA data_version").fetchone()

    assert after == before


async def test_it_belongs_to_its_first_gateway(database: Database, other: Database) -> None:
    """Another gateway or mode is refused with a sentence, its own never."""
    await database.belongs_to("sandbox")
    await database.belongs_to("sandbox")
    await other.belongs_to("sandbox")

    with pytest.raises(ForeignStore, match=r"belongs to sandbox, not to stripe/live;"):
        await other.belongs_to("stripe/live")


async def test_two_first_starts_at_once_have_one_winner(database: Database, other: Database) -> None:
    """The gateway that is written down first owns the store."""
    await database.exists()
    starts = database.belongs_to("sandbox"), other.belongs_to("stripe/test")
    outcomes = await asyncio.gather(*starts, return_exceptions=True)

    assert sorted(type(it).__name__ for it in outcomes) == ["ForeignStore", "NoneType"]


async def test_another_programs_file_is_left_alone(database: Database, path: Path) -> None:
    """No table of ours is put into somebody's database."""
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE songs (name)")
    before = content(path)

    with pytest.raises(ForeignStore, match="another program"):
        await database.exists()
    assert content(path) == before


async def test_closing_waits_for_what_was_asked(path: Path) -> None:
    """A write that stands in the queue is done before the file is closed."""
    database = Database(path, create=True)
    asked = asyncio.ensure_future(SqliteCheckouts(database).add(an_open_checkout(), None, at=NOON))
    await asyncio.sleep(0)
    await database.close()

    assert await asked == an_open_checkout()
    assert [it.name for it in path.parent.iterdir()] == [path.name]


async def test_a_closed_database_opens_again_when_it_is_used(database: Database) -> None:
    """Closing ends nothing for good, and closing twice is closing once."""
    checkouts = SqliteCheckouts(database)
    await checkouts.add(an_open_checkout("velvet-armchair"), None, at=NOON)
    await database.close()
    await database.close()
    await checkouts.add(an_open_checkout("brass-lamp"), None, at=NOON)

    assert len((await checkouts.search(Search())).items) == 2
