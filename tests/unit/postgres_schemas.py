"""A PostgreSQL schema that is made when it may be, for the tests of the store."""

from collections.abc import AsyncIterator

import pytest

from adapters.postgres.database import Database
from tests.support.postgres import Server


@pytest.fixture
def url(postgres: Server) -> str:
    """Where the tables are, or would be."""
    return postgres.fresh()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database whose tables may be made."""
    database = Database(url, create=True)
    yield database
    await database.close()


@pytest.fixture
async def other(url: str) -> AsyncIterator[Database]:
    """The same place, where nothing may be made."""
    database = Database(url, create=False)
    yield database
    await database.close()
