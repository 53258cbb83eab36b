"""Checkouts in PostgreSQL: as many machines and processes as you like."""

import secrets
from datetime import datetime

import psycopg

from adapters.announcing import NOBODY, Announcing
from adapters.document import page
from adapters.narrowing import narrowed
from adapters.postgres import due, hints, moving, needing, opening, pruning, rows
from adapters.postgres.database import Database
from adapters.postgres.moving import Outcome
from adapters.postgres.opening import Opening
from adapters.postgres.searching import question
from adapters.postgres.together import Together
from domain.checkout import Checkout
from domain.errors import CheckoutNotFound
from domain.ports import Hint, Key, Move, Page, Search, Statistics


class PostgresCheckouts:
    """Checkouts as documents with indexed columns.

    Openings and moves that arrive together share a transaction, as far as nobody else is at the same key or checkout.
    """

    def __init__(self, database: Database, announcing: Announcing = NOBODY) -> None:
        self._database, self._announcing = database, announcing
        self._openings: Together[Opening, bool] = Together(self._opened)
        self._moves: Together[tuple[str, Move], Outcome] = Together(self._moved)

    async def installation(self) -> str:
        found = await self._database.ask("SELECT value FROM alma_checkout WHERE name = 'installation'")
        return found[0][0] if found else secrets.token_hex(16)

    async def add(self, checkout: Checkout, key: Key | None, *, at: datetime) -> Checkout:
        events = self._announcing.of(None, checkout)
        if key and not events and await self._openings.ask((checkout, key, at)):
            return checkout
        kept = await self._database.write(lambda tables: opening.alone(tables, checkout, key, events, at=at))
        self._announcing.stored(events if kept is checkout else ())
        return kept

    async def get(self, checkout_id: str) -> Checkout:
        if not rows.is_text(checkout_id):
            raise CheckoutNotFound(checkout_id)
        return rows.the_one(checkout_id, await self._database.ask(rows.ONE, (checkout_id,)))

    async def update(self, checkout_id: str, move: Move) -> Checkout:
        if not rows.is_text(checkout_id):
            raise CheckoutNotFound(checkout_id)
        outcome = await self._moves.ask((checkout_id, move))
        if outcome is None:
            outcome = await self._alone(checkout_id, move)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def hear(self, hint: Hint, *, at: datetime) -> bool:
        ((is_new,),) = await self._database.keep(hints.HEAR, hints.facts(hint, at=at))
        return bool(is_new)

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        claimed = await self._database.ask(due.CLAIM, {"at": at, "until": until, "limit": limit})
        return tuple(checkout_id for (checkout_id,) in claimed)

    async def search(self, search: Search) -> Page:
        texts = (value for value in narrowed(search)[1] if isinstance(value, str))
        if not rows.is_text(*texts):
            return Page((), None)
        return page(rows.read(await self._database.ask(*question(search))), search.limit)

    async def of_order(self, reference: str) -> tuple[Checkout, ...]:
        if not rows.is_text(reference):
            return ()
        terms = "WHERE order_reference = %s ORDER BY opened_at, id"
        return rows.read(await self._database.ask(f"{rows.FIELDS} {terms}", (reference,)))

    async def of_payment(self, payment_id: str) -> Checkout | None:
        if not rows.is_text(payment_id):
            return None
        return next(iter(rows.read(await self._database.ask(rows.OF_PAYMENT, (payment_id,)))), None)

    async def needing_a_person(self, *, at: datetime) -> tuple[Checkout, ...]:
        return rows.read(await self._database.ask(needing.FROM_THEN, (at,)))

    async def paid_twice(self) -> tuple[Checkout, ...]:
        return rows.read(await self._database.ask(needing.PAID_TWICE))

    async def unknown_payments(self) -> tuple[str, ...]:
        return tuple(payment_id for (payment_id,) in await self._database.ask(needing.UNKNOWN))

    async def statistics(self) -> Statistics:
        by_status = await self._database.ask("SELECT status, count(*) FROM checkouts GROUP BY status")
        due = await self._database.ask("SELECT min(look_again_at) FROM checkouts WHERE look_again_at IS NOT NULL")
        return Statistics(dict(by_status), due[0][0] if due else None)

    async def prune(self, *, older_than: datetime) -> dict[str, int]:
        """Forget hints and keys from before a moment, and say how many."""
        return await pruning.prune(self._database, older_than)

    async def _opened(self, asked: list[Opening]) -> list[bool]:
        """Keep the checkouts whose keys are new, and say of each whether it was kept."""
        try:
            kept = await self._database.keep(opening.OPEN, opening.values(asked))
        except psycopg.IntegrityError:
            return [False] * len(asked)
        return [(checkout.id,) in kept for checkout, _, _ in asked]

    async def _moved(self, asked: list[tuple[str, Move]]) -> list[Outcome]:
        outcomes, events = await self._database.write(lambda tables: moving.together(tables, asked, self._announcing))
        self._announcing.stored(events)
        return outcomes

    async def _alone(self, checkout_id: str, move: Move) -> Checkout:
        after, events = await self._database.write(
            lambda tables: moving.alone(tables, checkout_id, move, self._announcing)
        )
        self._announcing.stored(events)
        return after
