"""A checkout: one order being paid through exactly one payment at the provider. A value; each verb gives the next one.

Its life is the `state`; the verbs that move it lie in modules of their own (`settling`, `refunding`, `reviewing`, ...).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from domain.disputes import Dispute
from domain.failure import Failure
from domain.money import money_text
from domain.order import Line, Order
from domain.refunds import Refund
from domain.schedule import next_look
from domain.states import (
    Attempt,
    Authorized,
    AwaitingCustomer,
    Canceled,
    Facts,
    Open,
    Paid,
    Processing,
    State,
)
from domain.timeline import Entry

_OPENED = Open()


class Methods(StrEnum):
    """Which ways to pay are offered."""

    AUTOMATIC = "automatic"
    ALMA = "alma"


class Capture(StrEnum):
    """Whether money is taken at approval or reserved first."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class PaymentRef:
    """The checkout's payment at the provider: at which gateway, its id, when it was made."""

    gateway: str
    id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AmountChange:
    """An amount that is wanted and not yet confirmed by the provider (R22); `number` names it in provider keys."""

    number: int
    amount: int
    lines: tuple[Line, ...]
    exclude_alma: bool
    asked_at: datetime
    by: str


CONFIRM = "confirm"
"""What the provider is asked when we send the customer to Alma ourselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call to the provider, written down before it is made: what was asked, and when. Gone with its answer (R20)."""

    action: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """One order being paid.

    `revision` goes up with each change; an answer asked for at an earlier one is not taken in (R4). `used_keys` counts
    provider keys that are used up, `attempts` the attempts begun, `changes` the amount changes: together they number
    the provider keys (R20). `ended_methods` are the provider's ids of attempts that are over (R34). `heard` counts the
    hints, `listened` how many of them the last answer covers, `told` is the kind of status that it had. `accepted` are
    the facts that an operator accepted in a review: the payment is held against them from then on (R7).
    """

    id: str
    order: Order
    methods: Methods
    capture: Capture
    locale: str | None
    return_url: str | None
    opened_at: datetime
    updated_at: datetime
    lapses_at: datetime
    alma_excluded: bool
    state: State = _OPENED
    payment: PaymentRef | None = None
    alma_offered: bool | None = None
    attempts: int = 0
    ended_methods: tuple[str, ...] = ()
    used_keys: int = 0
    asked: Asked | None = None
    change: AmountChange | None = None
    changes: int = 0
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    accepted: Facts | None = None
    timeline: tuple[Entry, ...] = ()
    revision: int = 0
    heard: int = 0
    listened: int = 0
    told: str | None = None
    looked_at: datetime | None = None
    secret_given_at: datetime | None = None
    look_again_at: datetime | None = None

    def changed(self, at: datetime, *entries: Entry, **fields: Any) -> Self:
        """Give the next checkout, with what happened in its history and the time to look at it again."""
        after = replace(
            self,
            **fields,
            timeline=self.timeline + entries,
            updated_at=at,
            revision=self.revision + 1,
        )
        return after.watched(at)

    def become(self, state: State, at: datetime, *entries: Entry, **fields: Any) -> Self:
        """Move to another state; what was asked in the last one is answered by that."""
        return self.changed(at, *entries, state=state, asked=None, **fields)

    def watched(self, at: datetime, **fields: Any) -> Self:
        """Set the time to look again: now, if a hint has no answer yet. No change of the business; `revision` stays."""
        after = replace(self, **fields)
        return after.due(at) if after.hinted else replace(after, look_again_at=next_look(after, at))

    def put_off(self, at: datetime) -> Self:
        """Set the time to look again after a look that failed; a hint without an answer is not forgotten (R80)."""
        return replace(self, look_again_at=next_look(self, at, hinted=self.hinted))

    @property
    def hinted(self) -> bool:
        """Whether something was heard that no answer of the provider covers yet."""
        return self.heard > self.listened

    def due(self, at: datetime) -> Self:
        """Have it looked at now, since something was heard of it."""
        return replace(self, look_again_at=at)

    def shown(self, amount: int) -> str:
        """Write an amount of minor units for people, in the currency of the order."""
        return money_text(amount, self.order.total.currency)

    def seen(self, at: datetime) -> Self:
        """Note that it is being looked at, so that others who only want to know need not ask as well."""
        return replace(self, looked_at=at)

    def happened(self, event: str, **detail: str | int | None) -> bool:
        """Say whether the history has this event with this detail."""
        return any(entry.event == event and detail.items() <= entry.detail.items() for entry in self.timeline)

    def unanswered_since(self) -> Iterator[datetime]:
        """Tell since when each call to the provider is without an answer (R20)."""
        if isinstance(self.state, Canceled):
            return
        if self.payment is None or self.misses_alma:
            yield self.opened_at
        if self.asked:
            yield self.asked.at
        if self.change:
            yield self.change.asked_at
        yield from (refund.created_at for refund in self.refunds if refund.unanswered)
        yield from (dispute.submission.at for dispute in self.disputes if dispute.submission and not dispute.answered)

    @property
    def status(self) -> str:
        """The name of the state."""
        return self.state.status

    @property
    def payment_id(self) -> str:
        """The provider's id of the payment. To ask it of a checkout that has none yet is a bug."""
        if self.payment is None:
            raise LookupError(self.id)
        return self.payment.id

    @property
    def waits_for_customer(self) -> bool:
        """Whether the customer may act next."""
        return isinstance(self.state, Open | AwaitingCustomer)

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that runs or ended well."""
        match self.state:
            case AwaitingCustomer() | Processing() | Authorized() | Paid():
                return self.state.attempt
        return None

    @property
    def last_failure(self) -> Failure | None:
        """Why the last attempt ended, while another is waited for."""
        return self.state.last_failure if isinstance(self.state, Open) else None

    @property
    def captured(self) -> int:
        """What was taken, in minor units."""
        return self.state.captured if isinstance(self.state, Paid) else 0

    @property
    def refunded(self) -> int:
        """What went back, in minor units."""
        return self._refunds_that("succeeded")

    @property
    def disputed(self) -> bool:
        """Whether a dispute is open: nothing is refunded, and goods not sent yet should stay (R61, R70)."""
        return any(dispute.status == "open" for dispute in self.disputes)

    @property
    def refundable(self) -> int:
        """What may still go back, in minor units (R61)."""
        if self.disputed:
            return 0
        lost = sum(dispute.amount for dispute in self.disputes if dispute.status == "lost")
        return max(0, self.captured - self.refunded - self._refunds_that("pending") - lost)

    @property
    def refused_at_opening(self) -> bool:
        """Whether the provider refused it when it was opened, so that the caller's key is free again (R16, R21)."""
        return isinstance(self.state, Canceled) and self.state.reason in {
            "alma_not_offered",
            "provider_refused",
        }

    @property
    def misses_alma(self) -> bool:
        """Whether it wants Alma alone and the provider does not offer it (R16)."""
        return self.methods is Methods.ALMA and self.alma_offered is False and isinstance(self.state, Open)

    def _refunds_that(self, status: str) -> int:
        return sum(refund.amount for refund in self.refunds if refund.status == status)
