"""The stores that the contract of `Outbox` is held against, each beside the checkouts that write into it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from adapters.announcing import NOBODY, Announcing
from adapters.in_memory.checkouts import InMemoryCheckouts
from adapters.in_memory.outbox import InMemoryOutbox
from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database as PostgresDatabase
from adapters.postgres.outbox import PostgresOutbox
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database as SqliteDatabase
from adapters.sqlite.outbox import SqliteOutbox
from domain.ports import Checkouts, Outbox


@dataclass(frozen=True, slots=True)
class Post:
    """Checkouts, the events that they write, and how often somebody was woken for them."""

    checkouts: Checkouts
    outbox: Outbox
    rung: list[int]


class Opened(Protocol):
    """How a store is opened at an address; where nobody listens, no events are written."""

    def __call__(self, address: str, /, *, heard: bool = True) -> AbstractAsyncContextManager[Post]:
        """Open it."""


def _announcing(rung: list[int], *, heard: bool) -> Announcing:
    return Announcing(partial(rung.append, 1)) if heard else NOBODY


@asynccontextmanager
async def in_memory(_address: str, /, *, heard: bool = True) -> AsyncIterator[Post]:
    """Both in dicts."""
    outbox, rung = InMemoryOutbox(), list[int]()
    yield Post(InMemoryCheckouts(outbox, _announcing(rung, heard=heard)), outbox, rung)


@asynccontextmanager
async def in_sqlite(path: str, /, *, heard: bool = True) -> AsyncIterator[Post]:
    """Both in a file; opened twice, the same ones."""
    database, rung = SqliteDatabase(path, create=True), list[int]()
    try:
        yield Post(SqliteCheckouts(database, _announcing(rung, heard=heard)), SqliteOutbox(database), rung)
    finally:
        await database.close()


@asynccontextmanager
async def in_postgresql(url: str, /, *, heard: bool = True) -> AsyncIterator[Post]:
    """Both in a schema of a server; opened twice, the same ones."""
    database, rung = PostgresDatabase(url, create=True), list[int]()
    try:
        yield Post(PostgresCheckouts(database, _announcing(rung, heard=heard)), PostgresOutbox(database), rung)
    finally:
        await database.close()


DURABLE: dict[str, Opened] = {"sqlite": in_sqlite, "postgresql": in_postgresql}
"""Those that outlive the process, and that several processes share."""

OUTBOXES: dict[str, Opened] = {"memory": in_memory} | DURABLE
