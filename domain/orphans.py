"""Orphans: payments of this installation that no checkout here owns, such as after a backup was restored (R85)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from domain.payment import Capturable, Payment, Succeeded, Voided
from domain.refunds import status_of

REFUNDED = "refunded"
"""The note of an orphan whose money we gave back; it is open again if that fails."""


@dataclass(frozen=True, slots=True)
class Done:
    """Who said that a task is done, when, and with which note."""

    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A payment that nobody here owns. `amount` is what the provider holds of it, in minor units of `currency`.

    `holds` is `received`, `reserved`, or `nothing` while a customer might still pay it. `checkout` is what its metadata
    names.
    """

    payment_id: str
    amount: int
    currency: str
    holds: str
    checkout: str | None
    found_at: datetime
    done: Done | None = None

    def ended(self, by: str, at: datetime, note: str | None = None) -> Self:
        """Note that nothing is left to be done; what was said first stays."""
        return replace(self, done=self.done or Done(by, at, note))

    def met_again(self, news: "Orphan | None", *, at: datetime) -> Self:
        """Take in how it stands now: over, if the provider holds nothing any more; open again if a refund failed."""
        if news is None:
            return self.ended("provider", at)
        given_back = self.done is not None and self.done.note == REFUNDED
        return replace(self, amount=news.amount, holds=news.holds, done=None if given_back and self.done else self.done)


def orphan_of(payment: Payment, *, at: datetime) -> Orphan | None:
    """Give what there is to be done about a payment of nobody; None if the provider holds nothing, and never will."""
    match payment.status:
        case Voided():
            return None
        case Succeeded():
            left = left_of(payment)
            return _orphan(payment, "received", left, at) if left else None
        case Capturable(amount=amount):
            return _orphan(payment, "reserved", amount, at)
    return _orphan(payment, "nothing", 0, at)


def left_of(payment: Payment) -> int:
    """Give what was received and has not gone back, nor is on its way, in minor units."""
    if not isinstance(payment.status, Succeeded):
        return 0
    back = sum(refund.amount for refund in payment.refunds if status_of(refund.status) != "failed")
    return max(0, payment.status.received - back)


def _orphan(payment: Payment, holds: str, amount: int, at: datetime) -> Orphan:
    return Orphan(
        payment_id=payment.id,
        amount=amount,
        currency=payment.currency,
        holds=holds,
        checkout=payment.checkout,
        found_at=at,
    )
