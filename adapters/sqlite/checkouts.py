"""Checkouts in a SQLite file: one machine, as many processes as you like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.announcing import NOBODY, Announcing
from adapters.sqlite import due, hints, keys, needing, rows, searching
from adapters.sqlite.pruning import prune

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from adapters.sqlite.database import Database
    from adapters.sqlite.looking import LookedAt
    from domain.checkout import Checkout
    from domain.outgoing import OutgoingEvent
    from domain.ports import Hint, Key, Move, Page, Search, Statistics

    Kept = tuple[Checkout, tuple[OutgoingEvent, ...]]
    """A checkout as it is kept, and the events that were kept with it."""

_FEW = 4
"""How many checkouts of an order are read at once; more go through a thread, which by itself takes as long as these."""


@dataclass(frozen=True, slots=True)
class SqliteCheckouts:
    """Checkouts as documents with indexed columns."""

    database: Database | LookedAt
    announcing: Announcing = NOBODY

    async def installation(self) -> str:
        return await self.database.read(_installation)

    async def add(self, checkout: Checkout, key: Key | None, *, at: datetime) -> Checkout:
        def work(connection: sqlite3.Connection) -> Kept:
            if key and (earlier := keys.earlier(connection, key, at=at)):
                return earlier, ()
            rows.keep(connection, checkout)
            if key:
                keys.use(connection, key, checkout.id, at=at)
            return checkout, _written(connection, self.announcing.of(None, checkout))

        return self._told(await self.database.write(work))

    async def get(self, checkout_id: str) -> Checkout:
        return await self.database.read(lambda connection: rows.stored(connection, checkout_id))

    async def update(self, checkout_id: str, move: Move) -> Checkout:
        def work(connection: sqlite3.Connection) -> Kept:
            before = rows.stored(connection, checkout_id)
            after = move(before)
            if after != before:
                rows.replace(connection, after)
            return after, _written(connection, self.announcing.of(before, after))

        return self._told(await self.database.write(work))

    async def hear(self, hint: Hint, *, at: datetime) -> bool:
        return await self.database.write(lambda connection: hints.keep(connection, hint, at=at))

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        now, then = rows.microseconds(at), rows.microseconds(until)
        if not await self.database.read(lambda connection: due.any_due(connection, now)):
            return ()
        return await self.database.write(lambda connection: due.claimed(connection, now, then, limit))

    async def search(self, search: Search) -> Page:
        return await self.database.read(lambda connection: searching.page(connection, search), long=True)

    async def of_order(self, reference: str) -> tuple[Checkout, ...]:
        terms = "WHERE order_reference = ? ORDER BY opened_at, id"
        few = await self.database.read(
            lambda connection: rows.found(connection, f"{terms} LIMIT {_FEW + 1}", reference)
        )
        if len(few) <= _FEW:
            return few
        return await self.database.read(lambda connection: rows.found(connection, terms, reference), long=True)

    async def of_payment(self, payment_id: str) -> Checkout | None:
        terms = "WHERE payment_id = ? LIMIT 1"
        return next(iter(await self.database.read(lambda connection: rows.found(connection, terms, payment_id))), None)

    async def needing_a_person(self, *, at: datetime) -> tuple[Checkout, ...]:
        now = rows.microseconds(at)
        return await self.database.read(lambda connection: needing.from_then(connection, now), long=True)

    async def paid_twice(self) -> tuple[Checkout, ...]:
        return await self.database.read(needing.paid_twice, long=True)

    async def unknown_payments(self) -> tuple[str, ...]:
        return await self.database.read(needing.unknown_payments, long=True)

    async def statistics(self) -> Statistics:
        from adapters.sqlite.counting import counted

        return await self.database.read(counted, long=True)

    async def prune(self, *, older_than: datetime) -> dict[str, int]:
        return await prune(self.database, older_than)

    def _told(self, kept: Kept) -> Checkout:
        checkout, events = kept
        self.announcing.stored(events)
        return checkout


def _written(connection: sqlite3.Connection, events: tuple[OutgoingEvent, ...]) -> tuple[OutgoingEvent, ...]:
    """Keep what is announced, in the same transaction."""
    if events:
        from adapters.sqlite import outgoing

        outgoing.write(connection, events)
    return events


def _installation(connection: sqlite3.Connection) -> str:
    name: str = connection.execute("SELECT value FROM meta WHERE name = 'installation'").fetchone()[0]
    return name
