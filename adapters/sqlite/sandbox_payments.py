"""The sandbox's payments in the same file, so that every process sees the same provider."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from adapters.sqlite.database import Database

P = TypeVar("P")

_KEEP = """
INSERT INTO sandbox_payments (id, checkout_id, document) VALUES (:id, :checkout_id, :document)
ON CONFLICT (id) DO UPDATE SET checkout_id = :checkout_id, document = :document
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteSandboxPayments(Generic[P]):
    """Payments as documents. What a payment is, the sandbox knows; it hands in how to write, read and match one."""

    database: Database
    encode: Callable[[P], bytes]
    decode: Callable[[bytes], P]
    checkout_of: Callable[[P], str | None]

    async def get(self, payment_id: str) -> P | None:
        """Give a payment by its id, if there is one."""
        return await self.database.read(lambda connection: self._found(connection, "id", payment_id))

    async def find(self, checkout_id: str) -> P | None:
        """Give the latest payment made for a checkout, if there is one."""
        return await self.database.read(lambda connection: self._found(connection, "checkout_id", checkout_id))

    async def following(self, payment_id: str, *, limit: int) -> tuple[P, ...]:
        """Give the next payments after an id, in the order of their ids."""
        question = "SELECT document FROM sandbox_payments WHERE id > ? ORDER BY id LIMIT ?"

        def work(connection: sqlite3.Connection) -> tuple[P, ...]:
            rows = connection.execute(question, (payment_id, limit)).fetchall()
            return tuple(self.decode(document) for (document,) in rows)

        return await self.database.read(work, long=True)

    async def update(self, payment_id: str, move: Callable[[P | None], P]) -> P:
        """Make a payment, or replace it by `move` of it, in one transaction; what `move` raises changes nothing."""

        def work(connection: sqlite3.Connection) -> P:
            before = self._found(connection, "id", payment_id)
            after = move(before)
            if after != before:
                row = {
                    "id": payment_id,
                    "checkout_id": self.checkout_of(after),
                    "document": self.encode(after),
                }
                connection.execute(_KEEP, row)
            return after

        return await self.database.write(work)

    def _found(self, connection: sqlite3.Connection, column: str, value: str) -> P | None:
        question = f"SELECT document FROM sandbox_payments WHERE {column} = ? ORDER BY rowid DESC LIMIT 1"  # noqa: S608 -- our own names
        row = connection.execute(question, (value,)).fetchone()
        return self.decode(row[0]) if row else None
