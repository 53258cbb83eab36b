"""Looking at a SQLite file: every cause has its name, and nothing is changed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.sqlite.database import Database
from adapters.sqlite.examining import why
from adapters.sqlite.schema import PROGRAM, VERSION
from domain.ports.database import DatabaseState, Missing, Unusable, Usable, Why
from tests.unit.sqlite_files import content, database, other, path, patience

__all__ = ["database", "other", "path", "patience"]

DURABLE = {"journal_mode": "wal", "synchronous": "full"}
NOBODY = 65_534


async def state_of(path: Path) -> DatabaseState:
    """Look at a file, as a program that is just started."""
    database = Database(path, create=False)
    try:
        return await database.examine()
    finally:
        await database.close()


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Be a user who owns nothing; whoever is not root is one already."""
    if was_root := os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)


async def test_a_store_tells_its_version_its_owner_and_how_it_is_written(database: Database) -> None:
    """As the one writer of the process writes, also through a process that only looks."""
    await database.belongs_to("test")
    seen = Usable(str(database.path), VERSION, VERSION, "test", DURABLE)

    assert await database.examine() == seen
    assert await state_of(database.path) == seen


async def test_a_store_nobody_has_started_yet_is_nobodys(database: Database) -> None:
    """Its tables may be made beforehand."""
    await database.exists()
    state = await database.examine()

    assert isinstance(state, Usable)
    assert state.owner is None


async def test_a_file_that_is_not_there_is_not_made(path: Path) -> None:
    """It could be."""
    assert await state_of(path) == Missing(str(path))
    assert content(path) is None


async def test_an_empty_file_is_no_store_yet(path: Path) -> None:
    """Whoever may make one makes it there."""
    with closing(sqlite3.connect(path)) as empty:
        empty.execute("VACUUM")

    assert await state_of(path) == Missing(str(path))


async def test_an_earlier_version_is_told_and_not_brought_up(database: Database, path: Path) -> None:
    """Looking is not upgrading, so how it would be written is not tried."""
    await database.exists()
    await database.close()
    with closing(sqlite3.connect(path)) as earlier:
        earlier.execute(f"PRAGMA user_version = {VERSION - 1}")
    before = content(path)
    state = await state_of(path)

    assert state == Usable(str(path), VERSION - 1, VERSION, None, {"journal_mode": "wal"})
    assert content(path) == before


async def test_a_later_version_is_told(path: Path) -> None:
    """With the version that this program knows."""
    with closing(sqlite3.connect(path)) as later:
        later.execute("CREATE TABLE meta (name, value)")
        later.execute(f"PRAGMA application_id = {PROGRAM}")
        later.execute("PRAGMA user_version = 99")
    state = await state_of(path)

    assert isinstance(state, Usable)
    assert (state.version, state.known) == (99, VERSION)


async def test_a_file_of_another_program_is_known(path: Path) -> None:
    """By its mark."""
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE songs (name)")

    assert await state_of(path) == Unusable(str(path), Why.ANOTHER_PROGRAM)


async def test_a_wrong_path_is_told_from_a_file_of_another_kind(path: Path) -> None:
    """A folder that is not there, a folder in the place of a file, a text."""
    lost = path / "deep" / "shop.db"
    text = Path(__file__)

    assert await state_of(lost) == Unusable(str(lost), Why.FOLDER_MISSING)
    assert await state_of(path.parent) == Unusable(str(path.parent), Why.FOLDER)
    assert await state_of(text) == Unusable(str(text), Why.NO_DATABASE)


@pytest.mark.parametrize("kept", ["file", "folder", "way"])
async def test_what_this_user_may_not_write_is_told(database: Database, path: Path, kept: str) -> None:
    """The file, its folder (where SQLite writes beside it), or the way there."""
    await database.exists()
    await database.close()
    folder = path.parent
    for each in (path, *folder.iterdir()):
        each.chmod(0o444 if kept == "file" else 0o666)
    folder.chmod({"file": 0o777, "folder": 0o555, "way": 0o000}[kept])
    folder.parent.chmod(0o755)
    with as_somebody_else():
        state = await state_of(path)
    folder.chmod(0o700)

    assert state == Unusable(str(path), Why.NOT_PERMITTED)


async def test_a_store_that_is_not_written_ahead_is_told(database: Database, path: Path) -> None:
    """As a copy may be; whoever writes to it next would switch it, which looking does not."""
    await database.exists()
    await database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
    state = await state_of(path)

    assert isinstance(state, Usable)
    assert state.durability == {"journal_mode": "delete"}


def an_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (an_error(sqlite3.SQLITE_BUSY), Why.BUSY),
        (an_error(sqlite3.SQLITE_FULL), Why.DISK),
        (an_error(sqlite3.SQLITE_IOERR_FSYNC), Why.DISK),
        (an_error(sqlite3.SQLITE_CORRUPT_INDEX), Why.DAMAGED),
        (an_error(sqlite3.SQLITE_READONLY_DIRECTORY), Why.READ_ONLY),
        (an_error(sqlite3.SQLITE_CANTOPEN), Why.NOT_PERMITTED),
        (an_error(sqlite3.SQLITE_NOMEM), Why.NO_ANSWER),
        (ValueError("a bug"), Why.NO_ANSWER),
        (None, Why.NO_ANSWER),
    ],
)
def test_other_troubles_have_their_names_too(tmp_path: Path, error: Exception | None, cause: Why) -> None:
    """Finer differences do not matter."""
    assert why(error, tmp_path / "shop.db") is cause
