"""The states of a checkout: each a type that carries just what is true in it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Self

from domain.failure import Failure

AN_HOUR = timedelta(hours=1)
"""How long a customer has on Alma's site (R40)."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of the customer to pay. It has an hour from its start (R40).

    `method_id` is the provider's id of the way to pay, by which attempts are told apart (R24). `on_page` says that it
    began on our own page and not through the shop's server, which is where the customer is to come back to (R25).
    """

    number: int
    method: str
    method_id: str | None
    started_at: datetime
    redirect_url: str | None = None
    on_page: bool = False

    @property
    def deadline(self) -> datetime:
        """The moment from which the attempt is overdue."""
        return self.started_at + AN_HOUR

    def overdue(self, at: datetime) -> bool:
        """Say whether the hour is over: not at 59:59, from 60:00 on."""
        return at >= self.deadline

    def ended_well(self) -> Self:
        """Keep the attempt without the address that is of no more use."""
        return replace(self, redirect_url=None)


@dataclass(frozen=True, slots=True)
class Open:
    """Waiting for the customer to choose a way to pay; `last_failure` says why an earlier attempt ended (R31).

    `on_page` says that this attempt began on our own page, where the customer then tries again (R25).
    """

    status: ClassVar[str] = "open"
    last_failure: Failure | None = None
    on_page: bool = False


@dataclass(frozen=True, slots=True)
class AwaitingCustomer:
    """The customer was sent to Alma, or another redirect, and has until the attempt's deadline."""

    status: ClassVar[str] = "awaiting_customer"
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Processing:
    """The provider is working on it."""

    status: ClassVar[str] = "processing"
    since: datetime
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Authorized:
    """An amount in minor units is reserved. `capture_before` is Alma's deadline, None for another method (R50)."""

    status: ClassVar[str] = "authorized"
    amount: int
    capture_before: datetime | None
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """Money is taken: `captured` minor units at `paid_at`, the provider's time; never left again (R2)."""

    status: ClassVar[str] = "paid"
    captured: int
    paid_at: datetime
    attempt: Attempt | None = None
    installment_count: int | None = None
    transaction_id: str | None = None


@dataclass(frozen=True, slots=True)
class Canceled:
    """Called off; never left again (R2). `code` and `message` are the provider's where it refused the opening (R21)."""

    status: ClassVar[str] = "canceled"
    reason: str
    by: str
    at: datetime
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a payment is held against its order: amounts in minor units, and the checkout it was made for (R5).

    `received` is None where no money was taken, or none was asked for yet.
    """

    amount: int
    currency: str
    checkout: str | None
    received: int | None


@dataclass(frozen=True, slots=True)
class InReview:
    """The provider's facts contradict ours; nothing moves until an operator decides (R7).

    `reason` is `amount_differs`, `currency_differs` or `not_ours`; `expected` and `found` are what it compares.
    `facts` is all that the provider says, None in a review of a time when only `found` was kept.
    """

    status: ClassVar[str] = "in_review"
    reason: str
    expected: str | int
    found: str | int | None
    since: datetime
    facts: Facts | None = None


State = Open | AwaitingCustomer | Processing | Authorized | Paid | Canceled | InReview
STATUSES = tuple(state.status for state in (Open, AwaitingCustomer, Processing, Authorized, Paid, Canceled, InReview))
"""Every status, in the order of a checkout's life."""
