"""Changing the amount of an open checkout: written down as wanted, then taken over when the provider has it (R22)."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import AmountChange, Checkout
from domain.errors import InvalidRequest, NotAllowedNow
from domain.money import Money
from domain.order import Line, Order
from domain.payment import Capturable, Payment, Succeeded, Voided
from domain.states import Canceled, InReview, Open, Paid
from domain.timeline import Entry


def changed_order(order: Order, amount: int, lines: tuple[Line, ...] | None) -> Order:
    """Give the order with another amount, and new lines where it has lines.

    Raises:
        InvalidRequest: no new lines for an order with lines, or lines that do not sum to the amount.
    """
    if order.lines and not lines:
        raise InvalidRequest("lines", "are needed with the new amount, since the checkout has lines.")
    return replace(order, total=Money(amount, order.total.currency), lines=lines or ())


def wanted(checkout: Checkout, order: Order, *, exclude_alma: bool, at: datetime, by: str) -> Checkout:
    """Write down the amount that is wanted, before the provider is asked.

    Raises:
        NotAllowedNow: the checkout is not open, or another change has no answer yet.
    """
    if not isinstance(checkout.state, Open):
        raise NotAllowedNow("Changing the amount", checkout.status)
    if checkout.change is not None:
        raise NotAllowedNow("Another change", checkout.status, reason="change_under_way", advice="try_again")
    number = checkout.changes + 1
    change = AmountChange(number, order.total.amount, order.lines, exclude_alma, at, by)
    return checkout.changed(at, change=change, changes=number)


def taken_over(checkout: Checkout, news: Payment, *, at: datetime) -> Checkout:
    """Take over a wanted amount that the provider has; drop one that came too late. A payment keeps what was paid."""
    change = checkout.change
    if change is None or isinstance(checkout.state, InReview | Paid | Canceled):
        return checkout
    order = checkout.order
    if (news.amount, news.currency) == (change.amount, order.total.currency):
        detail = {"from": order.total.amount, "to": change.amount, "number": change.number}
        return checkout.changed(
            at,
            Entry(at, "amount_changed", change.by, detail),
            order=replace(order, total=replace(order.total, amount=change.amount), lines=change.lines),
            alma_excluded=change.exclude_alma,
            change=None,
        )
    if isinstance(news.status, Capturable | Succeeded | Voided):
        return dropped(checkout, change.number, at=at)
    return checkout


def dropped(checkout: Checkout, number: int, *, at: datetime) -> Checkout:
    """Forget a wanted amount that the provider refused, or that is not to be had any more."""
    if checkout.change is None or checkout.change.number != number:
        return checkout
    return checkout.changed(at, change=None)
