"""Checkouts in the memory of one process, for tests and for trying things out. Gone when the process ends."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from adapters.document import page
from adapters.in_memory.keys import Keys
from domain.checkout import Checkout
from domain.errors import CheckoutNotFound
from domain.ports import Hint, Key, Move, Page, Search
from domain.states import AwaitingCustomer


@dataclass(frozen=True, slots=True)
class InMemoryCheckouts:
    """Checkouts in a dict. No call waits for anything, so each takes place at once, as a whole."""

    _name: str = field(default_factory=lambda: secrets.token_hex(16))
    _checkouts: dict[str, Checkout] = field(default_factory=dict)
    _keys: Keys = field(default_factory=Keys)
    _hints: dict[str, datetime] = field(default_factory=dict)

    async def installation(self) -> str:
        return self._name

    async def add(self, checkout: Checkout, key: Key | None, *, at: datetime) -> Checkout:
        if key:
            if earlier := self._keys.earlier(key, self._checkouts, at=at):
                return earlier
            self._keys.use(key, checkout.id, at=at)
        self._checkouts[checkout.id] = checkout
        return checkout

    async def get(self, checkout_id: str) -> Checkout:
        try:
            return self._checkouts[checkout_id]
        except KeyError:
            raise CheckoutNotFound(checkout_id) from None

    async def update(self, checkout_id: str, move: Move) -> Checkout:
        self._checkouts[checkout_id] = after = move(await self.get(checkout_id))
        return after

    async def hear(self, hint: Hint, *, at: datetime) -> bool:
        if hint.id in self._hints:
            return False
        self._hints[hint.id] = at
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

    async def prune(self, *, older_than: datetime) -> dict[str, int]:
        """Forget hints and keys from before a moment, and say how many."""
        old = [hint for hint, heard_at in self._hints.items() if heard_at < older_than]
        for hint in old:
            del self._hints[hint]
        return {"hints": len(old), "keys": self._keys.prune(older_than)}

    def _meant_by(self, hint: Hint) -> tuple[Checkout, ...]:
        """Find the checkouts a hint is about: by payment, else by id."""
        paid_by = (c for c in self._checkouts.values() if c.payment and c.payment.id == hint.payment_id)
        named = self._checkouts.get(hint.checkout_id or "")
        return tuple(paid_by) or ((named,) if named else ())


def _age(checkout: Checkout) -> tuple[datetime, str]:
    return checkout.opened_at, checkout.id


def _is_wanted(checkout: Checkout, search: Search) -> bool:
    after = search.after
    return (
        search.status in {None, checkout.status}
        and search.order in {None, checkout.order.reference}
        and (search.overdue_at is None or _is_overdue(checkout, search.overdue_at))
        and (after is None or _age(checkout) < (after.opened_at, after.id))
    )


def _is_overdue(checkout: Checkout, at: datetime) -> bool:
    return isinstance(checkout.state, AwaitingCustomer) and checkout.state.attempt.overdue(at)
