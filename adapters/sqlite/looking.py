"""A database file for a process that looks once and ends: read in place, without a thread and without an event loop.

What a command needs that only shows something. It starts in half the time, since nothing is waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from adapters.sqlite.connecting import PATIENCE, to_read
from adapters.sqlite.schema import ForeignStore, owner
from adapters.sqlite.trouble import told
from domain.errors import StoreUnavailable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A database of this version. No call of it ever waits, so that whoever awaits it need not have an event loop."""

    path: Path
    connection: sqlite3.Connection

    @property
    def where(self) -> str:
        """What people are told when they ask for the database."""
        return str(self.path)

    async def read(self, work: Callable[[sqlite3.Connection], T], *, long: bool = False) -> T:  # noqa: ARG002 -- as the other has it
        """Ask something."""
        with told():
            return work(self.connection)

    async def write(self, _work: Callable[[sqlite3.Connection], T]) -> T:
        """Refuse it.

        Raises:
            StoreUnavailable: always.
        """
        raise StoreUnavailable(f"The database {self.where} is open for looking only.")

    async def exists(self) -> bool:
        """Say that there is a store: it was opened."""
        return True

    async def belongs_to(self, gateway_mode: str) -> None:
        """See that the store is not another gateway's or mode's; one that is nobody's yet stays so.

        Raises:
            ForeignStore: it is another's.
        """
        found = await self.read(owner)
        if found and found != gateway_mode:
            raise ForeignStore.of(found, gateway_mode, self.where)

    async def close(self) -> None:
        """Close the file."""
        self.connection.close()


def looked_at(path: Path) -> LookedAt | None:
    """Open a database for looking; None where it is missing, of another version, or another program's.

    Raises:
        StoreUnavailable: it cannot be opened.
    """
    with told():
        try:
            connection = to_read(path.absolute())
        except ForeignStore:
            return None
        if connection is None:
            return None
        connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1_000)}")
    return LookedAt(path.absolute(), connection)
