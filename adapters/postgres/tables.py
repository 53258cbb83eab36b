"""What statements are given to: the tables, or what stands in for them where there are none."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol, TypeVar

import psycopg
from psycopg import AsyncConnection

from domain.errors import StoreUnavailable

T = TypeVar("T")

Values = Sequence[Any] | Mapping[str, Any]
Rows = list[tuple[Any, ...]]


class Tables(Protocol):
    """The tables of a store."""

    async def ask(self, statement: str, values: Values = (), /) -> Rows:
        """Execute what reads or changes the rows that are there; where there are no tables, there are none."""

    async def keep(self, statement: str, values: Values, /) -> Rows:
        """Execute what adds rows."""

    async def together(self, work: "Work[T]") -> T:
        """Do something in one transaction; what it raises undoes it."""


Work = Callable[[Tables], Awaitable[T]]
"""Something to do with the tables."""


class Through:
    """The tables, through a connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._cursor = connection.cursor(binary=True)

    async def ask(self, statement: str, values: Values = (), /) -> Rows:
        await self._cursor.execute(statement, values)
        return await self._cursor.fetchall() if self._cursor.description else []

    keep = ask

    async def together(self, work: Work[T]) -> T:
        """Do something in one transaction; what it raises undoes it.

        Raises:
            StoreUnavailable: the answer to the commit was lost, and nobody knows whether it took place.
        """
        await self._cursor.execute("BEGIN")
        try:
            outcome = await work(self)
        except BaseException:
            with suppress(psycopg.Error):
                await self._connection.rollback()
            raise
        try:
            await self._cursor.execute("COMMIT")
        except psycopg.Error as error:
            raise StoreUnavailable from error
        return outcome


class NoTables:
    """An empty store, where there is none."""

    def __init__(self, where: str) -> None:
        self._where = where

    async def ask(self, _statement: str, _values: Values = (), /) -> Rows:
        return []

    async def keep(self, _statement: str, _values: Values, /) -> Rows:
        """Refuse it.

        Raises:
            StoreUnavailable: always.
        """
        raise StoreUnavailable(f"There are no tables in the database {self._where}.")

    async def together(self, work: Work[T]) -> T:
        return await work(self)
