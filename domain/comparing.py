"""Holding what the provider says of a payment against what the order asked for, side by side (R5, R7)."""

from collections.abc import Iterator

from domain.checkout import Capture, Checkout
from domain.payment import Payment, Succeeded
from domain.states import Facts

REASONS = {
    "checkout": "not_ours",
    "currency": "currency_differs",
    "amount": "amount_differs",
    "received": "amount_differs",
}
"""What may differ, in the order in which it is looked at, and why the checkout is then reviewed."""


def facts_of(news: Payment) -> Facts:
    """Give what the provider says, as far as it is held against the order."""
    return Facts(news.amount, news.currency, news.checkout, received_of(news))


def received_of(news: Payment) -> int | None:
    """Give what was received, in minor units, if anything was."""
    return news.status.received if isinstance(news.status, Succeeded) else None


def wanted(checkout: Checkout) -> Facts:
    """Give what the payment is to be: what the order asks for, or what an operator accepted in its place.

    With manual capture any part may be received, so that nothing certain is wanted there.
    """
    if checkout.accepted:
        return checkout.accepted
    total = checkout.order.total
    received = None if checkout.capture is Capture.MANUAL else total.amount
    return Facts(total.amount, total.currency, checkout.id, received)


def differing(checkout: Checkout, facts: Facts) -> Iterator[str]:
    """Name what is not as it was wanted, the gravest first."""
    asked = wanted(checkout)
    if facts.checkout != asked.checkout:
        yield "checkout"
    if facts.currency != asked.currency:
        yield "currency"
    if facts.amount != asked.amount:
        yield "amount"
    if facts.received is not None and not _least(checkout) <= facts.received <= _most(asked):
        yield "received"


def _least(checkout: Checkout) -> int:
    return 1 if checkout.capture is Capture.MANUAL or checkout.accepted else checkout.order.total.amount


def _most(asked: Facts) -> int:
    return max(asked.amount, asked.received or 0)
