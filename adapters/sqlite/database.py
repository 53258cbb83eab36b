"""One SQLite file, shared by the store of checkouts and the sandbox's payments."""

import sqlite3
from pathlib import Path
from typing import TypeVar

from adapters.sqlite.connecting import Work, in_no_store, to_read
from adapters.sqlite.schema import ForeignStore
from adapters.sqlite.trouble import LOCKED, primary_code, told
from adapters.sqlite.writer import Writer

T = TypeVar("T")


class Database:
    """A database file, opened at its first use, from one event loop.

    Without `create` a file that is missing is not made: reading answers as an empty store would, and writing raises
    `StoreUnavailable`. Whatever uses it may raise `ForeignStore`, a sentence for whoever starts the program.
    """

    def __init__(self, path: str | Path, *, create: bool) -> None:
        self.path = Path(path).absolute()
        self._create = create
        self._writer = Writer(self.path, create=create)
        self._reader: sqlite3.Connection | None = None

    async def read(self, work: Work[T]) -> T:
        """Ask something, at once; behind the writer only if the database is locked."""
        reader = await self._opened()
        if reader is None:
            return in_no_store(self.path, work)
        with told():
            try:
                return work(reader)
            except sqlite3.OperationalError as error:
                if primary_code(error) not in LOCKED:
                    raise
        return await self.write(work)

    async def write(self, work: Work[T]) -> T:
        """Do something in one durable transaction, after all that this process wrote before."""
        return await self._writer.write(work)

    async def exists(self) -> bool:
        """Say whether there is a store, after making it where that is wanted."""
        return await self._opened() is not None

    async def belongs_to(self, gateway_mode: str) -> None:
        """Write down at the first start whose store this is: a gateway and its mode.

        Raises:
            ForeignStore: it is another's.
        """
        if not await self.exists():
            return
        owner = await self.read(_owner)
        owner = owner or await self.write(lambda connection: _owned(connection, gateway_mode))
        if owner != gateway_mode:
            raise ForeignStore(f"The database {self.path} belongs to {owner}, not to {gateway_mode}.")

    async def close(self) -> None:
        """Close the file, after all that was asked before."""
        if self._reader:
            self._reader.close()
            self._reader = None
        await self._writer.close()

    async def _opened(self) -> sqlite3.Connection | None:
        if self._reader is None and self._create:
            await self._writer.open()
        if self._reader is None:
            with told():
                self._reader = to_read(self.path)
        return self._reader


def _owner(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = 'belongs_to'").fetchone()
    return row[0] if row else None


def _owned(connection: sqlite3.Connection, gateway_mode: str) -> str | None:
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('belongs_to', ?)", (gateway_mode,))
    return _owner(connection)
