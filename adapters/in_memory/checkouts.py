"""Checkouts in the memory of one process, for tests and for trying things out. Gone when the process ends."""

import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from adapters.announcing import NOBODY, Announcing
from adapters.document import page
from adapters.in_memory.keys import Keys
from adapters.in_memory.outbox import InMemoryOutbox
from domain.checkout import Checkout
from domain.errors import CheckoutNotFound
from domain.ports import Hint, Key, Move, Page, Search, Statistics
from domain.states import AwaitingCustomer, Paid
from domain.tasks import person_from


@dataclass(frozen=True, slots=True)
class InMemoryCheckouts:
    """Checkouts in a dict. No call waits for anything, so each takes place at once, as a whole."""

    outbox: InMemoryOutbox = field(default_factory=InMemoryOutbox)
    announcing: Announcing = NOBODY
    _name: str = field(default_factory=lambda: secrets.token_hex(16))
    _checkouts: dict[str, Checkout] = field(default_factory=dict)
    _keys: Keys = field(default_factory=Keys)
    _hints: dict[str, tuple[Hint, datetime]] = field(default_factory=dict)

    async def installation(self) -> str:
        return self._name

    async def add(self, checkout: Checkout, key: Key | None, *, at: datetime) -> Checkout:
        if key:
            if earlier := self._keys.earlier(key, self._checkouts, at=at):
                return earlier
            self._keys.use(key, checkout.id, at=at)
        return self._keep(None, checkout)

    async def get(self, checkout_id: str) -> Checkout:
        try:
            return self._checkouts[checkout_id]
        except KeyError:
            raise CheckoutNotFound(checkout_id) from None

    async def update(self, checkout_id: str, move: Move) -> Checkout:
        before = await self.get(checkout_id)
        return self._keep(before, move(before))

    async def hear(self, hint: Hint, *, at: datetime) -> bool:
        if hint.id in self._hints:
            return False
        self._hints[hint.id] = hint, at
        for checkout in self._meant_by(hint):
            looked_at = replace(checkout, look_again_at=at, heard=checkout.heard + 1)
            self._checkouts[checkout.id] = looked_at
        return True

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        due = sorted(
            (checkout.look_again_at, checkout.id)
            for checkout in self._checkouts.values()
            if checkout.look_again_at and checkout.look_again_at <= at
        )
        ids = tuple(checkout_id for _, checkout_id in due[:limit])
        for checkout_id in ids:
            claimed = replace(self._checkouts[checkout_id], look_again_at=until)
            self._checkouts[checkout_id] = claimed
        return ids

    async def search(self, search: Search) -> Page:
        wanted = (c for c in self._checkouts.values() if _is_wanted(c, search))
        return page(tuple(sorted(wanted, key=_age, reverse=True)), search.limit)

    async def of_order(self, reference: str) -> tuple[Checkout, ...]:
        of_it = (c for c in self._checkouts.values() if c.order.reference == reference)
        return tuple(sorted(of_it, key=_age))

    async def of_payment(self, payment_id: str) -> Checkout | None:
        return next(self._paid_by(payment_id), None)

    async def needing_a_person(self, *, at: datetime) -> tuple[Checkout, ...]:
        waiting = [(since, c.id) for c in self._checkouts.values() if (since := person_from(c)) and since <= at]
        return tuple(self._checkouts[checkout_id] for _, checkout_id in sorted(waiting))

    async def paid_twice(self) -> tuple[Checkout, ...]:
        paid = [c for c in self._checkouts.values() if isinstance(c.state, Paid)]
        times = Counter(c.order.reference for c in paid)
        return tuple(sorted((c for c in paid if times[c.order.reference] > 1), key=_order))

    async def unknown_payments(self) -> tuple[str, ...]:
        heard = sorted({hint.payment_id for hint, _ in self._hints.values() if hint.payment_id})
        return tuple(payment_id for payment_id in heard if not any(self._paid_by(payment_id)))

    async def statistics(self) -> Statistics:
        due = [c.look_again_at for c in self._checkouts.values() if c.look_again_at]
        return Statistics(Counter(c.status for c in self._checkouts.values()), min(due, default=None))

    async def prune(self, *, older_than: datetime) -> dict[str, int]:
        """Forget hints and keys from before a moment, and say how many."""
        old = [hint for hint, (_, heard_at) in self._hints.items() if heard_at < older_than]
        for hint in old:
            del self._hints[hint]
        return {"hints": len(old), "keys": self._keys.prune(older_than)}

    def _keep(self, before: Checkout | None, after: Checkout) -> Checkout:
        """Keep a checkout as it is now, with the events of that change."""
        events = self.announcing.of(before, after)
        self._checkouts[after.id] = after
        self.outbox.write(events)
        self.announcing.stored(events)
        return after

    def _meant_by(self, hint: Hint) -> tuple[Checkout, ...]:
        """Find the checkouts a hint is about: by payment, else by id."""
        named = self._checkouts.get(hint.checkout_id or "")
        return tuple(self._paid_by(hint.payment_id)) or ((named,) if named else ())

    def _paid_by(self, payment_id: str | None) -> Iterator[Checkout]:
        return (c for c in self._checkouts.values() if c.payment and c.payment.id == payment_id)


def _age(checkout: Checkout) -> tuple[datetime, str]:
    return checkout.opened_at, checkout.id


def _order(checkout: Checkout) -> tuple[str, datetime, str]:
    return checkout.order.reference, *_age(checkout)


def _is_wanted(checkout: Checkout, search: Search) -> bool:
    order, attempt, begin = checkout.order, checkout.attempt, search.begins_after
    return (
        search.status in {None, checkout.status}
        and search.order in {None, order.reference}
        and search.country in {None, order.country}
        and search.currency in {None, order.total.currency}
        and search.method in {None, attempt and attempt.method}
        and (search.amount_from is None or order.total.amount >= search.amount_from)
        and (search.amount_to is None or order.total.amount <= search.amount_to)
        and (search.opened_from is None or checkout.opened_at >= search.opened_from)
        and (search.overdue_at is None or _is_overdue(checkout, search.overdue_at))
        and (begin is None or _age(checkout) < (begin.opened_at, begin.id))
    )


def _is_overdue(checkout: Checkout, at: datetime) -> bool:
    return isinstance(checkout.state, AwaitingCustomer) and checkout.state.attempt.overdue(at)
