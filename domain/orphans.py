"""Orphans: payments of this installation that no checkout here owns, such as after a backup was restored (R85)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from domain import disputes
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
    names. `used_keys` is how often the provider refused to give it back: what is asked for next is another call (R20).
    """

    payment_id: str
    amount: int
    currency: str
    holds: str
    checkout: str | None
    found_at: datetime
    done: Done | None = None
    used_keys: int = 0

    def ended(self, by: str, at: datetime, note: str | None = None) -> Self:
        """Note that nothing is left to be done; what was said first stays."""
        return replace(self, done=self.done or Done(by, at, note))

    def owned(self, checkout_id: str, by: str, at: datetime) -> Self:
        """Note that a checkout owns it by now."""
        return self.ended(by, at, f"belongs to {checkout_id}")

    def refused(self, used_keys: int) -> Self:
        """Note that the provider refused the call after so many; by two who made the same one, once."""
        return replace(self, used_keys=max(self.used_keys, used_keys + 1))

    def met_again(self, news: "Orphan | None", *, at: datetime) -> Self:
        """Take in how it stands now: over, if the provider holds nothing any more.

        It is open again if our refund failed, or if the provider holds more than when it was last met, such as after
        the refund of somebody else failed, or a customer paid after all.
        """
        if news is None:
            return replace(self.ended("provider", at), amount=0, holds="nothing")
        given_back = self.done is not None and self.done.note == REFUNDED
        more = news.amount > self.amount or (news.holds != self.holds and news.holds == "received")
        done = None if given_back or more else self.done
        return replace(self, amount=news.amount, holds=news.holds, done=done)


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
    """Give what was received and has not gone back, is not on its way, nor lost in a dispute, in minor units (R61)."""
    if not isinstance(payment.status, Succeeded):
        return 0
    back = sum(refund.amount for refund in payment.refunds if status_of(refund.status) != "failed")
    lost = sum(dispute.amount for dispute in payment.disputes if disputes.status_of(dispute.status) == "lost")
    return max(0, payment.status.received - back - lost)


def _orphan(payment: Payment, holds: str, amount: int, at: datetime) -> Orphan:
    return Orphan(
        payment_id=payment.id,
        amount=amount,
        currency=payment.currency,
        holds=holds,
        checkout=payment.checkout,
        found_at=at,
    )
