"""The sandbox's payments in the same database, so that every process sees the same provider."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from adapters.postgres.database import Database
from adapters.postgres.rows import is_text
from adapters.postgres.tables import Rows, Tables

P = TypeVar("P")

_ONE = "SELECT document FROM sandbox_payments WHERE id = %s"
_LATEST = "SELECT document FROM sandbox_payments WHERE checkout_id = %s ORDER BY number DESC LIMIT 1"
_FOLLOWING = "SELECT document FROM sandbox_payments WHERE id > %s ORDER BY id LIMIT %s"
_KEEP = """
INSERT INTO sandbox_payments (id, checkout_id, document) VALUES (%(id)s, %(checkout)s, %(document)s)
ON CONFLICT (id) DO NOTHING RETURNING id
"""
_REPLACE = "UPDATE sandbox_payments SET checkout_id = %(checkout)s, document = %(document)s WHERE id = %(id)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresSandboxPayments(Generic[P]):
    """Payments as documents. What a payment is, the sandbox knows; it hands in how to write, read and match one."""

    database: Database
    encode: Callable[[P], bytes]
    decode: Callable[[bytes], P]
    checkout_of: Callable[[P], str | None]

    async def get(self, payment_id: str) -> P | None:
        """Give a payment by its id, if there is one."""
        return await self._found(_ONE, payment_id)

    async def find(self, checkout_id: str) -> P | None:
        """Give the latest payment made for a checkout, if there is one."""
        return await self._found(_LATEST, checkout_id)

    async def following(self, payment_id: str, *, limit: int) -> tuple[P, ...]:
        """Give the next payments after an id, in the order of their ids."""
        rows = await self.database.ask(_FOLLOWING, (payment_id, limit))
        return tuple(self.decode(document) for (document,) in rows)

    async def update(self, payment_id: str, move: Callable[[P | None], P]) -> P:
        """Make a payment, or replace it by `move` of it, in one transaction; what `move` raises changes nothing."""

        async def work(tables: Tables) -> P:
            while True:
                before = self._read(await tables.ask(f"{_ONE} FOR UPDATE", (payment_id,)))
                after = move(before)
                row = {
                    "id": payment_id,
                    "checkout": self.checkout_of(after),
                    "document": self.encode(after),
                }
                if before is None:
                    # Nothing there to lock: another may make it first, and then it is moved once more.
                    if await tables.keep(_KEEP, row):
                        return after
                    continue
                if after != before:
                    await tables.ask(_REPLACE, row)
                return after

        return await self.database.write(work)

    async def _found(self, question: str, value: str) -> P | None:
        return self._read(await self.database.ask(question, (value,))) if is_text(value) else None

    def _read(self, rows: Rows) -> P | None:
        return self.decode(rows[0][0]) if rows else None
