"""A SQLite file that is made when it may be, for the tests of the store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sqlite.connecting import PATIENCE
from adapters.sqlite.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, or would be; its name has what an address would have to quote."""
    return tmp_path / "les chèques #1?.db"


def content(path: Path) -> bytes | None:
    """Read the file, if there is one."""
    return path.read_bytes() if path.exists() else None


@pytest.fixture
def patience() -> float:
    """For how many seconds others are waited for."""
    return PATIENCE


@pytest.fixture
async def database(path: Path, patience: float) -> AsyncIterator[Database]:
    """A database that may be made."""
    database = Database(path, create=True, patience=patience)
    yield database
    await database.close()


@pytest.fixture
async def other(path: Path, patience: float) -> AsyncIterator[Database]:
    """The same file, which may not be made."""
    database = Database(path, create=False, patience=patience)
    yield database
    await database.close()
