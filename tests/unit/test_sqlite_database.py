"""The SQLite file: made only where that is wanted, ours alone, and in trouble no worse than silent."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sqlite import connecting
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from adapters.sqlite.schema import ForeignStore
from adapters.sqlite.trouble import patiently
from domain.errors import CheckoutNotFound, StoreUnavailable
from domain.ports import Hint, Page, Search
from tests.support.checkouts import A_DAY, NOON, an_open_checkout, an_opening

HINT = Hint("evt_brass-bell", "payment_intent.succeeded", "pi", None, None, "test", NOON)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, or would be; its name has what an address would have to quote."""
    return tmp_path / "les chèques #1?.db"


def content(path: Path) -> bytes | None:
    """Read the file, if there is one."""
    return path.read_bytes() if path.exists() else None


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    """A database that may be made."""
    database = Database(path, create=True)
    yield database
    await database.close()


@pytest.fixture
async def other(path: Path) -> AsyncIterator[Database]:
    """The same file, which may not be made."""
    database = Database(path, create=False)
    yield database
    await database.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for others for a moment only."""
    monkeypatch.setattr(connecting, "PATIENCE", 0.05)


@pytest.fixture
def locked(path: Path, impatient: None) -> Iterator[sqlite3.Connection]:
    """A file that another program is writing to, and does not let go of."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


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

    with pytest.raises(ForeignStore, match=r"belongs to sandbox, not to stripe/live\."):
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


async def test_a_file_that_is_no_database_gives_no_answer() -> None:
    """A text is not taken for a database, nor made one."""
    before = content(Path(__file__))
    database = Database(__file__, create=True)

    with pytest.raises(StoreUnavailable):
        await database.exists()
    assert content(Path(__file__)) == before
    await database.close()


async def test_a_folder_that_is_missing_gives_no_answer(path: Path) -> None:
    """The file cannot be made, and the store says so."""
    database = Database(path / "nowhere" / "shop.db", create=True)

    with pytest.raises(StoreUnavailable):
        await SqliteCheckouts(database).add(an_open_checkout(), None, at=NOON)
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


async def test_a_reader_that_never_ends_is_not_waited_for(
    impatient: None, read_elsewhere: sqlite3.Connection, other: Database
) -> None:
    """There is no answer instead of one that is waited for without end."""
    with pytest.raises(StoreUnavailable):
        await SqliteCheckouts(other).add(an_open_checkout(), None, at=NOON)


async def test_a_locked_database_takes_nothing_in(impatient: None, database: Database, path: Path) -> None:
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
