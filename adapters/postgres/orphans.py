"""Orphans in PostgreSQL."""

from dataclasses import dataclass
from typing import Any

from adapters.orphan_document import decode, encode
from adapters.postgres.database import Database
from adapters.postgres.rows import is_text
from adapters.postgres.tables import Tables
from domain.orphans import Orphan
from domain.ports.orphans import OrphanMove

_ONE = "SELECT document FROM orphans WHERE payment_id = %s"
_OPEN = "SELECT document FROM orphans WHERE open ORDER BY payment_id"
# What is there already is locked and given back as it is.
_KEEP = """
INSERT INTO orphans (payment_id, open, document) VALUES (%(id)s, %(open)s, %(document)s)
ON CONFLICT (payment_id) DO UPDATE SET payment_id = excluded.payment_id RETURNING document
"""
_REPLACE = "UPDATE orphans SET open = %(open)s, document = %(document)s WHERE payment_id = %(id)s"


@dataclass(frozen=True, slots=True)
class PostgresOrphans:
    """Orphans as documents."""

    database: Database

    async def keep(self, orphan: Orphan) -> Orphan:
        ((document,),) = await self.database.keep(_KEEP, _row(orphan))
        return decode(document)

    async def get(self, payment_id: str) -> Orphan | None:
        if not is_text(payment_id):
            return None
        rows = await self.database.ask(_ONE, (payment_id,))
        return decode(rows[0][0]) if rows else None

    async def update(self, payment_id: str, move: OrphanMove) -> Orphan | None:
        async def work(tables: Tables) -> Orphan | None:
            rows = await tables.ask(f"{_ONE} FOR UPDATE", (payment_id,))
            if not rows:
                return None
            after = move(decode(rows[0][0]))
            await tables.ask(_REPLACE, _row(after))
            return after

        return await self.database.write(work) if is_text(payment_id) else None

    async def open(self) -> tuple[Orphan, ...]:
        return tuple(decode(document) for (document,) in await self.database.ask(_OPEN))


def _row(orphan: Orphan) -> dict[str, Any]:
    return {"id": orphan.payment_id, "open": orphan.done is None, "document": encode(orphan)}
