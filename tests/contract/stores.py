"""The stores that the contract of `Checkouts` is held against, each opened at an address of its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from adapters.in_memory.checkouts import InMemoryCheckouts
from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database as PostgresDatabase
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database as SqliteDatabase

Store = InMemoryCheckouts | SqliteCheckouts | PostgresCheckouts
Opened = Callable[[str], AbstractAsyncContextManager[Store]]


@asynccontextmanager
async def in_memory(_address: str) -> AsyncIterator[InMemoryCheckouts]:
    """Checkouts in a dict."""
    yield InMemoryCheckouts()


@asynccontextmanager
async def in_sqlite(path: str) -> AsyncIterator[SqliteCheckouts]:
    """Checkouts in a file; opened twice, the same ones."""
    database = SqliteDatabase(path, create=True)
    try:
        yield SqliteCheckouts(database)
    finally:
        await database.close()


@asynccontextmanager
async def in_postgresql(url: str) -> AsyncIterator[PostgresCheckouts]:
    """Checkouts in a schema of a server; opened twice, the same ones."""
    database = PostgresDatabase(url, create=True)
    try:
        yield PostgresCheckouts(database)
    finally:
        await database.close()


DURABLE: dict[str, Opened] = {"sqlite": in_sqlite, "postgresql": in_postgresql}
"""Those that outlive the process, and that several processes share."""

STORES: dict[str, Opened] = {"memory": in_memory} | DURABLE
