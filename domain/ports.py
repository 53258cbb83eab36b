"""What the use cases need from the outside: driven ports, whose docstrings are promises.

The contract suites hold every gateway and every store to them, one test a promise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.checkout import Checkout
from domain.payment import Payment, ProviderRefund


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """What a payment is made of. `amount` is in minor units of `currency`; `metadata` binds it to its checkout.

    `alma_only` offers Alma alone; otherwise every way to pay that the account has, without Alma if `exclude_alma`.
    `manual_capture` reserves the money first.
    """

    amount: int
    currency: str
    metadata: Mapping[str, str]
    alma_only: bool
    exclude_alma: bool
    manual_capture: bool


class PaymentGateway(Protocol):
    """The provider of payments.

    Promises of every call: it gives a fresh snapshot, or raises `ProviderRefused` (a definite no: nothing happened, and
    the key is used up), `ProviderUnavailable` (outcome unknown: it may have happened) or `ProviderFailed` (our key or
    account is refused, or the answer cannot be read). The same `key` with the same parameters within 24 hours is one
    effect, and the first answer again; with other parameters it is refused.
    """

    @property
    def name(self) -> str:
        """Give `sandbox` or `stripe`."""

    async def create(self, payment: NewPayment, *, key: str) -> Payment:
        """Make a payment, at `AwaitingMethod`, with its metadata."""

    async def look_up(self, payment_id: str) -> Payment:
        """Tell a payment as it is now, with every refund and dispute; an unknown id is refused."""

    async def find(self, checkout_id: str) -> Payment | None:
        """Find the payment whose metadata names this checkout, if there is one."""

    async def client_secret(self, payment_id: str) -> str:
        """Give the secret with which the customer's browser may confirm this payment."""

    async def confirm(self, payment_id: str, *, return_to: str, key: str) -> Payment:
        """Begin an attempt with Alma: `AwaitingAction` with the address to send the customer to.

        Refused in any status but `AwaitingMethod`, `AwaitingConfirmation` and `AwaitingAction` (which begins a new
        attempt), without a return address, and where Alma is not offered.
        """

    async def change_amount(self, payment_id: str, amount: int, *, exclude_alma: bool | None, key: str) -> Payment:
        """Set the amount, and whether Alma is kept out, of a payment at `AwaitingMethod` or `AwaitingConfirmation`.

        `exclude_alma` is None for a payment made with `alma_only`, which is left so. It clears the last error.
        """

    async def capture(self, payment_id: str, amount: int, *, key: str) -> Payment:
        """Take an amount, at most what is `Capturable`, and release the rest. Once."""

    async def cancel(self, payment_id: str, reason: str, *, key: str) -> Payment:
        """Call a payment off. Refused in `InProgress`, `Succeeded` and `Voided`."""

    async def refund(
        self, payment_id: str, *, amount: int, reason: str | None, refund: str, key: str
    ) -> ProviderRefund:
        """Give money of a `Succeeded` payment back, with our id `refund` in its metadata. Refused over what is left."""


@dataclass(frozen=True, slots=True)
class Key:
    """A caller's idempotency key for opening: whose, its text, and a fingerprint of the request as understood."""

    sender: str
    text: str
    request: str


@dataclass(frozen=True, slots=True)
class Hint:
    """An event's facts: something may have changed (R80). Never the event's body."""

    id: str
    type: str
    object_id: str
    payment_id: str | None
    checkout_id: str | None
    mode: str
    happened_at: datetime


class Events(Protocol):
    """The provider's events, as they arrive."""

    def read(self, body: bytes, signature: str | None, *, at: datetime) -> Hint | None:
        """Verify the signature of the raw body at a moment, then give the event's facts; None for an irrelevant type.

        Raises:
            InvalidSignature: missing, wrong, or more than 300 s from now in either direction.
            InvalidRequest: signed, and no event.
        """


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the list of checkouts: after this one."""

    opened_at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which checkouts to list. `overdue_at`: only those awaiting a customer whose deadline is at or before it."""

    status: str | None = None
    order: str | None = None
    overdue_at: datetime | None = None
    limit: int = 20
    after: Position | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some checkouts, newest first, and where the next page begins, if there is one."""

    items: tuple[Checkout, ...]
    next: Position | None


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

    async def prune(self, *, older_than: datetime) -> dict[str, int]:
        """Forget hints and callers' keys from before a moment; say how many of each (`hints`, `keys`)."""


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Give the moment, in UTC with its zone."""


class Ids(Protocol):
    """Names for new things."""

    def new(self, kind: str) -> str:
        """Give `kind_...` with at least 128 random bits, such as `co_...`."""


@dataclass(frozen=True, slots=True)
class AlmaPageView:
    """What the stand-in for Alma's page shows: the amount in minor units, and whether the customer may still decide."""

    payment_id: str
    amount: int
    currency: str
    open: bool


@dataclass(frozen=True, slots=True)
class BrowserView:
    """What a browser is told of a payment: the provider's own word for its status, and the kinds of method offered."""

    payment_id: str
    status: str
    kinds: frozenset[str]


class Browser(Protocol):
    """The provider's form in the customer's browser, on the sandbox. `ProviderRefused` without the payment's secret."""

    async def look(self, payment_id: str, secret: str) -> BrowserView:
        """Tell a payment as it is now."""

    async def confirm_with_alma(self, payment_id: str, secret: str, *, return_to: str) -> str:
        """Begin an attempt with Alma; give the address of its page."""

    async def confirm_with_card(self, payment_id: str, secret: str, outcome: str = "approve") -> str:
        """Pay with a card that is accepted (`approve`) or declined (`refuse`); give the provider's word for it."""


class AlmaPage(Protocol):
    """The page that stands in for Alma's on the sandbox. `NotFound` for a payment that was never sent there."""

    async def show(self, payment_id: str) -> AlmaPageView:
        """Tell what the customer sees."""

    async def decide(self, payment_id: str, decision: str) -> str:
        """Act as the customer: `approve`, `refuse` or `expire`; give the address the customer is sent back to.

        The provider's four parameters are in it. Raises `NotAllowedNow` when the attempt is over.
        """
