"""The checkouts there are, as a store keeps them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.checkout import Checkout
from domain.ports.events import Hint


@dataclass(frozen=True, slots=True)
class Key:
    """A caller's idempotency key for opening: whose, its text, and a fingerprint of the request as understood."""

    sender: str
    text: str
    request: str


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a list: after the checkout that was opened then, or the event of that moment.

    The greater one comes first, since the newest does.
    """

    opened_at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which checkouts to list. `overdue_at`: only those awaiting a customer whose deadline is at or before it.

    `method` is the way to pay of the attempt that runs or ended well. Amounts are minor units of whatever currency;
    both ends are included. `opened_before` is not included itself.
    """

    status: str | None = None
    order: str | None = None
    country: str | None = None
    currency: str | None = None
    method: str | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    overdue_at: datetime | None = None
    limit: int = 20
    after: Position | None = None

    @property
    def begins_after(self) -> Position | None:
        """Where the page begins: where the one before ended, or at the end of the time that is asked for."""
        no_id_is_before = Position(self.opened_before, "") if self.opened_before else None
        return min(filter(None, (no_id_is_before, self.after)), default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """Some checkouts, newest first, and where the next page begins, if there is one."""

    items: tuple[Checkout, ...]
    next: Position | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many checkouts there are in each status that any has, and the earliest `look_again_at` of all."""

    by_status: Mapping[str, int]
    due_from: datetime | None


Move = Callable[[Checkout], Checkout]
"""A pure function from a checkout to the next one."""


class Checkouts(Protocol):
    """The checkouts there are. What a call has answered is durable, in a store that lasts.

    Every call raises `StoreUnavailable` when the store gives no answer.
    """

    async def installation(self) -> str:
        """Give this store's own random name, the same for ever (R85)."""

    async def add(self, checkout: Checkout, key: Key | None, *, at: datetime) -> Checkout:
        """Keep a new checkout, or give the earlier one, as it stands now, if the key is taken (R21).

        Even at once, one key keeps one checkout. A key is free again 30 days after its use, and when the checkout it
        kept was refused at its opening (`refused_at_opening`). Raises `IdempotencyConflict` where the key was used for
        another request.
        """

    async def get(self, checkout_id: str) -> Checkout:
        """Give a checkout as stored. Raises `CheckoutNotFound`."""

    async def update(self, checkout_id: str, move: Move) -> Checkout:
        """Replace a checkout by `move` of it, in one transaction, and give the outcome. Raises `CheckoutNotFound`.

        Two updates at once take place one after the other. `move` is pure and may run twice. What it raises comes out,
        and nothing is changed.
        """

    async def hear(self, hint: Hint, *, at: datetime) -> bool:
        """Keep a hint and have its checkout looked at now, in one transaction; say whether it is new.

        The checkout is found by payment, else by id; it may be unknown, and the hint is kept all the same. `heard`
        goes up by one, so that an answer asked for earlier does not put the look off.
        """

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        """Give the ids of checkouts whose `look_again_at` is at or before `at`, oldest first, and set it to `until`.

        No two claims give the same checkout before `until`.
        """

    async def search(self, search: Search) -> Page:
        """List checkouts, newest first; pages neither repeat nor leave out what was there throughout."""

    async def of_order(self, reference: str) -> tuple[Checkout, ...]:
        """Give all checkouts of an order, oldest first."""

    async def of_payment(self, payment_id: str) -> Checkout | None:
        """Give the checkout that a payment belongs to, if there is one."""

    async def needing_a_person(self, *, at: datetime) -> tuple[Checkout, ...]:
        """Give the checkouts that may need a person at a moment (`person_from`), the longest-waiting first."""

    async def paid_twice(self) -> tuple[Checkout, ...]:
        """Give the paid checkouts of every order that has more than one, order by order."""

    async def unknown_payments(self) -> tuple[str, ...]:
        """Give the ids of payments that hints were heard of and no checkout has (R81)."""

    async def statistics(self) -> Statistics:
        """Count the checkouts; with a million of them it takes a moment, so that nobody should ask for each request."""

    async def prune(self, *, older_than: datetime) -> dict[str, int]:
        """Forget hints and callers' keys from before a moment; say how many of each (`hints`, `keys`)."""
