"""Review: what the provider says is held against the order, and an operator decides where they differ (R5, R7)."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import Accepted, Capture, Checkout
from domain.endings import called_off
from domain.payment import Payment, Succeeded
from domain.states import InReview, Open
from domain.timeline import Entry


def contradiction(checkout: Checkout, news: Payment, at: datetime) -> InReview | None:
    """Name the first thing in which a payment that holds money is not what the order asked for, if any does.

    What an operator accepted once takes the order's place.
    """
    total, accepted = checkout.order.total, checkout.accepted
    amount, currency, ours = total.amount, total.currency, checkout.id
    if accepted:
        amount, currency = accepted.amount, accepted.currency
    if news.checkout != (accepted.checkout if accepted else ours):
        return InReview("not_ours", ours, news.checkout, at)
    if news.currency != currency:
        return InReview("currency_differs", currency, news.currency, at)
    if news.amount != amount:
        return InReview("amount_differs", amount, news.amount, at)
    received = received_of(news)
    if received is not None and not _least(checkout) <= received <= max(amount, _accepted(checkout)):
        return InReview("amount_differs", amount, received, at)
    return None


def _least(checkout: Checkout) -> int:
    return 1 if checkout.capture is Capture.MANUAL or checkout.accepted else checkout.order.total.amount


def _accepted(checkout: Checkout) -> int:
    return (checkout.accepted.received if checkout.accepted else None) or 0


def put_in_review(checkout: Checkout, found: InReview, *, at: datetime, by: str) -> Checkout:
    """Stop everything until an operator decides."""
    detail = {"reason": found.reason, "expected": found.expected, "found": found.found}
    return checkout.become(found, at, Entry(at, "in_review", by, detail))


def refreshed(checkout: Checkout, news: Payment, *, at: datetime) -> Checkout:
    """Bring what was found up to date, and nothing else; it may fit by now, and is decided all the same."""
    state = checkout.state
    if not isinstance(state, InReview):
        return checkout
    found = _found(state, news)
    return checkout if found == state.found else checkout.changed(at, state=replace(state, found=found))


def accepted(checkout: Checkout, news: Payment, *, at: datetime, by: str) -> Checkout:
    """Leave the review with the provider's facts, which are settled next and held against the payment from then on."""
    facts = Accepted(news.amount, news.currency, news.checkout, received_of(news))
    entry = Entry(at, "reviewed", by, {"decision": "accept"})
    return checkout.become(Open(), at, entry, accepted=facts)


def given_back(checkout: Checkout, *, at: datetime, by: str) -> Checkout:
    """End the review, since everything goes back."""
    entry = Entry(at, "reviewed", by, {"decision": "refund"})
    return called_off(checkout.changed(at, entry), "refunded_in_review", at=at, by=by)


def received_of(news: Payment) -> int | None:
    """Give what was received, in minor units, if anything was."""
    return news.status.received if isinstance(news.status, Succeeded) else None


def _found(state: InReview, news: Payment) -> str | int | None:
    match state.reason:
        case "not_ours":
            return news.checkout
        case "currency_differs":
            return news.currency
    received = received_of(news)
    return news.amount if received is None or news.amount != state.expected else received
