"""Stores with few and with many checkouts, of which the same number is due; filled below the store, to save hours."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from adapters.document import columns
from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database as PostgresDatabase
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database as SqliteDatabase
from adapters.sqlite.rows import microseconds
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_paid_checkout,
    an_open_checkout,
)
from tests.support.postgres import Server

FEW, MANY = 10_000, 1_000_000
DUE = 100
_KINDS = (a_paid_checkout, a_paid_checkout, a_paid_checkout, a_canceled_checkout, an_open_checkout, a_checkout_at_alma)
_COLUMNS = (
    "id, order_reference, status, payment_id, opened_at, deadline, look_again_at, heard, document, "
    "country, currency, method, amount"
)

_COUNT = "SELECT count(*) FROM checkouts WHERE country <> 'XX'"
"""Which looks at each of them."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A store, how to have some of its checkouts become due, how many there are, and how to count them."""

    store: SqliteCheckouts | PostgresCheckouts
    size: int
    change: Any
    database: SqliteDatabase | PostgresDatabase
    count: Callable[[], Awaitable[object]]

    async def become_due(self, turn: int) -> None:
        """Have a hundred checkouts, evenly spread, be due from now on."""
        step = self.size // DUE
        await self.change([f"co_{n * step + turn % step}" for n in range(DUE)])


def _rows(size: int) -> Iterator[tuple[Any, ...]]:
    """Give rows a second apart, due in a hundred days; each kind shares a document, and every order has two.

    One in two hundred is of Luxembourg, and one in a hundred costs 999.90 EUR.
    """
    kinds = [columns(kind()) for kind in _KINDS]
    for n in range(size):
        of_kind, opened_at = kinds[n % len(kinds)], NOON + timedelta(seconds=n)
        deadline = of_kind["deadline"] and opened_at + 60 * A_MINUTE
        yield (
            f"co_{n}",
            f"order {n // 2}",
            of_kind["status"],
            f"pi_{n}",
            opened_at,
            deadline,
            opened_at + 100 * A_DAY,
            0,
            of_kind["document"],
            "FR" if n % 200 else "LU",
            "EUR",
            of_kind["method"],
            14_990 if n % 100 else 99_990,
        )


async def in_sqlite(folder: Path, size: int) -> Crowd:
    """Fill a file."""
    database = SqliteDatabase(folder / f"{size}.db", create=True)
    await database.exists()
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        rows = ([microseconds(it) if hasattr(it, "tzinfo") else it for it in row] for row in _rows(size))
        connection.executemany(f"INSERT INTO checkouts ({_COLUMNS}) VALUES ({', '.join('?' * 13)})", rows)  # noqa: S608 -- our own names
    statement = "UPDATE checkouts SET look_again_at = ? WHERE id = ?"
    at = microseconds(NOON)

    async def change(ids: list[str]) -> None:
        await database.write(lambda it: it.executemany(statement, [(at, checkout_id) for checkout_id in ids]))

    async def count() -> object:
        return await database.read(lambda it: it.execute(_COUNT).fetchone(), long=True)

    return Crowd(SqliteCheckouts(database), size, change, database, count)


async def in_postgresql(server: Server, size: int) -> Crowd:
    """Fill a schema."""
    url = server.fresh()
    database = PostgresDatabase(url, create=True)
    await database.exists()
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.cursor().copy(f"COPY checkouts ({_COLUMNS}) FROM STDIN") as copy:
            for row in _rows(size):
                copy.write_row(row)
        connection.execute("VACUUM (ANALYZE) checkouts")
        connection.execute("CHECKPOINT")
    statement = "UPDATE checkouts SET look_again_at = %s WHERE id = ANY(%s)"

    async def change(ids: list[str]) -> None:
        await database.ask(statement, (NOON, ids))

    async def count() -> object:
        return await database.ask(_COUNT)

    return Crowd(PostgresCheckouts(database), size, change, database, count)
