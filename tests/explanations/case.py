"""A case of the table of explanations: a checkout brought somewhere by real moves, and when it is explained."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain.checkout import Checkout
from domain.payment import Payment, PaymentStatus
from domain.settling import settle
from tests.support.checkouts import A_MINUTE, NOON, a_payment_for


@dataclass(frozen=True, slots=True)
class Case:
    """A checkout, explained some time after it was opened at noon."""

    checkout: Checkout
    after: timedelta = A_MINUTE

    @property
    def at(self) -> datetime:
        """The moment of the explanation."""
        return NOON + self.after


Cases = dict[str, Case]
"""Cases by the names of their snapshots."""

Told = Callable[[Payment], Payment]


def heard(checkout: Checkout, status: PaymentStatus, told: Told = lambda news: news, *, after: timedelta) -> Checkout:
    """Settle with what the provider says, altered by `told`, some time after noon."""
    return settle(checkout, told(a_payment_for(checkout, status)), at=NOON + after, by="webhook")


def altered(**facts: Any) -> Told:
    """Have the provider say something else of a payment."""
    return lambda news: replace(news, **facts)
