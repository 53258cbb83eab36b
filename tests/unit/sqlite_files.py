"""A SQLite file that is made when it may be, for the tests of the store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sqlite.database import Database


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
