"""One SQLite file, shared by the store of checkouts and the sandbox's payments."""

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from adapters.sqlite.batch import LONGEST
from adapters.sqlite.connecting import PATIENCE, Work
from adapters.sqlite.readers import Readers
from adapters.sqlite.schema import ForeignStore, owner
from adapters.sqlite.trouble import LOCKED, primary_code, told
from adapters.sqlite.writer import Writer

if TYPE_CHECKING:
    from domain.ports.database import DatabaseState

T = TypeVar("T")


class Database:
    """A database file, opened at its first use. Nothing that may have to wait is done in the event loop.

    Without `create` a file that is missing is not made: reading answers as an empty store would, and writing raises
    `StoreUnavailable`. Whatever uses it may raise `ForeignStore`, a sentence for whoever starts the program.

    It waits up to `patience` seconds for another process that writes, and lets others in after `longest` seconds.
    """

    def __init__(self, path: str | Path, *, create: bool, patience: float = PATIENCE, longest: float = LONGEST) -> None:
        self.path = Path(path).absolute()
        self._writer = Writer(self.path, create=create, patience=patience, longest=longest)
        self._readers = Readers(self.path, patience=patience)

    @property
    def where(self) -> str:
        """What people are told when they ask for the database."""
        return str(self.path)

    async def read(self, work: Work[T], *, long: bool = False) -> T:
        """Ask something: a row or two at once, since another thread would take ten times as long; a list beside us.

        Where the file is locked, the question waits behind the writer.
        """
        at_once = self._readers.ready and not long
        with told():
            try:
                if at_once:
                    return self._readers.ask(work)
                await self.exists()
                return await asyncio.to_thread(self._readers.ask, work)
            except sqlite3.OperationalError as error:
                if primary_code(error) not in LOCKED:
                    raise
        return await self.write(work)

    async def write(self, work: Work[T]) -> T:
        """Do something in a durable transaction, after all that this process wrote before."""
        return await self._writer.write(work)

    async def exists(self) -> bool:
        """Say whether there is a store, after making it where that is wanted, or bringing an older one up."""
        if self._readers.ready:
            return True
        with told():
            if await asyncio.to_thread(self._readers.open):
                return True
            await self._writer.open()
            return await asyncio.to_thread(self._readers.open)

    async def belongs_to(self, gateway_mode: str) -> None:
        """Write down at the first start whose store this is: a gateway and its mode.

        Raises:
            ForeignStore: it is another's.
        """
        if not await self.exists():
            return
        found = await self.read(owner) or await self.write(lambda connection: _owned(connection, gateway_mode))
        if found and found != gateway_mode:
            raise ForeignStore.of(found, gateway_mode, self.where)

    async def examine(self) -> "DatabaseState":
        """Tell how the file is, without changing it."""
        from adapters.sqlite.examining import examined

        return await examined(self.path, self._writer)

    async def close(self) -> None:
        """Close the file, after all that was asked before."""
        self._readers.close()
        await self._writer.close()


def _owned(connection: sqlite3.Connection, gateway_mode: str) -> str:
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('belongs_to', ?)", (gateway_mode,))
    return owner(connection) or gateway_mode
