"""The stores that the contract of `Checkouts` is held against, each opened in a folder of its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from adapters.in_memory.checkouts import InMemoryCheckouts
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from domain.ports import Checkouts

Opened = Callable[[Path], AbstractAsyncContextManager[Checkouts]]


@asynccontextmanager
async def in_memory(_folder: Path) -> AsyncIterator[Checkouts]:
    """Checkouts in a dict."""
    yield InMemoryCheckouts()


@asynccontextmanager
async def in_sqlite(folder: Path) -> AsyncIterator[Checkouts]:
    """Checkouts in a file of the folder; opened twice, the same ones."""
    database = Database(folder / "checkouts.db", create=True)
    try:
        yield SqliteCheckouts(database)
    finally:
        await database.close()


DURABLE: dict[str, Opened] = {"sqlite": in_sqlite}
"""Those that outlive the process, and that several processes share."""

STORES: dict[str, Opened] = {"memory": in_memory} | DURABLE
