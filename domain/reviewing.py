"""Review: what the provider says is held against the order, and an operator decides where they differ (R5, R7)."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import Capture, Checkout
from domain.payment import Payment, Succeeded
from domain.states import InReview, Open
from domain.timeline import Entry


def contradiction(checkout: Checkout, news: Payment, at: datetime) -> InReview | None:
    """Name the first thing in which a payment that holds money is not what the order asked for, if any does."""
    total = checkout.order.total
    if checkout.reviewed:
        return None
    if news.checkout != checkout.id:
        return InReview("not_ours", checkout.id, news.checkout, at)
    if news.currency != total.currency:
        return InReview("currency_differs", total.currency, news.currency, at)
    if news.amount != total.amount:
        return InReview("amount_differs", total.amount, news.amount, at)
    received = _received(news)
    least = 1 if checkout.capture is Capture.MANUAL else total.amount
    if received is not None and not least <= received <= total.amount:
        return InReview("amount_differs", total.amount, received, at)
    return None


def put_in_review(checkout: Checkout, found: InReview, *, at: datetime, by: str) -> Checkout:
    """Stop everything until an operator decides."""
    detail = {"reason": found.reason, "expected": found.expected, "found": found.found}
    return checkout.become(found, at, Entry(at, "in_review", by, detail))


def refreshed(checkout: Checkout, news: Payment, *, at: datetime) -> Checkout:
    """Bring what was found up to date, and nothing else."""
    match checkout.state, contradiction(checkout, news, at):
        case InReview() as state, InReview() as told if told.reason == state.reason:
            if told.found != state.found:
                return checkout.changed(at, state=replace(state, found=told.found))
    return checkout


def decided(checkout: Checkout, decision: str, *, at: datetime, by: str) -> Checkout:
    """Leave the review: the facts are settled next, and no longer held against the order."""
    return checkout.become(Open(), at, Entry(at, "reviewed", by, {"decision": decision}), reviewed=True)


def _received(news: Payment) -> int | None:
    return news.status.received if isinstance(news.status, Succeeded) else None
