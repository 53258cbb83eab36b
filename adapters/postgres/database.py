"""A PostgreSQL database, shared by any number of processes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import psycopg

from adapters.postgres import connecting
from adapters.postgres.schema import ForeignStore
from adapters.postgres.tables import NoTables, Rows, Tables, Through, Values, Work
from adapters.postgres.trouble import in_our_words, is_passing
from domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from domain.ports.database import DatabaseState

T = TypeVar("T")

_A_MOMENT = 0.05
"""Seconds between two tries."""
_TO_LET_GO = 2.0
"""Seconds that a server which hangs has for taking a question back; then its connection is cut."""


class Database:
    """A database, opened at its first use, from one event loop at a time.

    Without `create`, tables that are missing are not made: reading answers as an empty store would, and writing raises
    `StoreUnavailable`. Whatever uses it may raise `ForeignStore`, a sentence for whoever starts the program.
    """

    def __init__(self, url: str, *, create: bool) -> None:
        self._url = url
        self._connections = connecting.Connections(url, create=create)

    @property
    def where(self) -> str:
        """What people are told when they ask for the database: no user, and no password."""
        return connecting.where(self._url)

    async def ask(self, statement: str, values: Values = ()) -> Rows:
        """Execute what reads or changes the rows that are there. If its answer is lost, it is executed once more."""
        return await self._patiently(lambda tables: tables.ask(statement, values))

    async def keep(self, statement: str, values: Values) -> Rows:
        """Execute what adds rows, and may as well take place twice."""
        return await self._patiently(lambda tables: tables.keep(statement, values))

    async def write(self, work: Work[T]) -> T:
        """Do something in one durable transaction, again if it is lost before its commit."""
        return await self._patiently(lambda tables: tables.together(work))

    async def exists(self) -> bool:
        """Say whether there are tables, after making them where that is wanted."""

        async def are_there(tables: Tables) -> bool:
            return isinstance(tables, Through)

        return await self._patiently(are_there)

    async def belongs_to(self, gateway_mode: str) -> None:
        """Write down at the first start whose store this is: a gateway and its mode.

        Raises:
            ForeignStore: it is another's.
        """
        if not await self.exists():
            return
        own = "INSERT INTO alma_checkout VALUES ('belongs_to', %s) ON CONFLICT (name) DO NOTHING"
        await self.keep(own, (gateway_mode,))
        ((owner,),) = await self.ask("SELECT value FROM alma_checkout WHERE name = 'belongs_to'")
        if owner != gateway_mode:
            raise ForeignStore(
                f"The database {self.where} belongs to {owner}, not to {gateway_mode}; "
                "name another in ALMA_CHECKOUT_DATABASE_URL."
            )

    async def examine(self) -> "DatabaseState":
        """Tell how the database is, by a connection of its own, without making tables or bringing them up."""
        from adapters.postgres.examining import examined

        return await examined(self._url)

    async def close(self) -> None:
        """Close every connection."""
        await self._connections.close()

    async def _patiently(self, deed: Callable[[Tables], Awaitable[T]]) -> T:
        """Do something, again and again while the trouble may pass, for as long as anybody would wait.

        Raises:
            StoreUnavailable: there is no answer.
        """
        trouble: psycopg.Error | None = None
        try:
            # The first timeout has the question taken back at the server; if that hangs too, the second is final.
            async with asyncio.timeout(connecting.PATIENCE + _TO_LET_GO), asyncio.timeout(connecting.PATIENCE):
                while True:
                    try:
                        return await self._once(deed)
                    except psycopg.OperationalError as error:
                        if not is_passing(error):
                            raise
                        trouble = error
                    await asyncio.sleep(_A_MOMENT)
        except TimeoutError:
            raise StoreUnavailable from trouble
        except psycopg.Error as error:
            if (told := in_our_words(error)) is error:
                raise
            raise told from error

    async def _once(self, deed: Callable[[Tables], Awaitable[T]]) -> T:
        pool = await self._connections.opened()
        if pool is None:
            return await deed(NoTables(self.where))
        connection = await pool.getconn()
        try:
            return await deed(Through(connection))
        finally:
            await pool.putconn(connection)
