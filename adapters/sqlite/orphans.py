"""Orphans in a SQLite file."""

import sqlite3
from dataclasses import dataclass

from adapters.orphan_document import decode, encode
from adapters.sqlite.database import Database
from domain.orphans import Orphan
from domain.ports.orphans import OrphanMove

_ONE = "SELECT document FROM orphans WHERE payment_id = ?"
_OPEN = "SELECT document FROM orphans WHERE open ORDER BY payment_id"
_KEEP = """
INSERT INTO orphans (payment_id, open, document) VALUES (:id, :open, :document)
ON CONFLICT (payment_id) DO UPDATE SET open = :open, document = :document
"""


@dataclass(frozen=True, slots=True)
class SqliteOrphans:
    """Orphans as documents."""

    database: Database

    async def keep(self, orphan: Orphan) -> Orphan:
        def work(connection: sqlite3.Connection) -> Orphan:
            return _found(connection, orphan.payment_id) or _kept(connection, orphan)

        return await self.database.write(work)

    async def get(self, payment_id: str) -> Orphan | None:
        return await self.database.read(lambda connection: _found(connection, payment_id))

    async def update(self, payment_id: str, move: OrphanMove) -> Orphan | None:
        def work(connection: sqlite3.Connection) -> Orphan | None:
            before = _found(connection, payment_id)
            return _kept(connection, move(before)) if before else None

        return await self.database.write(work)

    async def open(self) -> tuple[Orphan, ...]:
        def work(connection: sqlite3.Connection) -> tuple[Orphan, ...]:
            return tuple(decode(document) for (document,) in connection.execute(_OPEN).fetchall())

        return await self.database.read(work, long=True)


def _found(connection: sqlite3.Connection, payment_id: str) -> Orphan | None:
    try:
        row = connection.execute(_ONE, (payment_id,)).fetchone()
    except UnicodeEncodeError:  # what could not be stored is found nowhere
        return None
    return decode(row[0]) if row else None


def _kept(connection: sqlite3.Connection, orphan: Orphan) -> Orphan:
    row = {"id": orphan.payment_id, "open": orphan.done is None, "document": encode(orphan)}
    connection.execute(_KEEP, row)
    return orphan
