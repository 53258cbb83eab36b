"""Review: where what the provider says is not what the order asked for, an operator decides (R5, R7)."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import Checkout
from domain.comparing import REASONS, differing, facts_of, received_of, wanted
from domain.endings import called_off
from domain.payment import Payment
from domain.states import InReview, Open
from domain.timeline import Entry


def contradiction(checkout: Checkout, news: Payment, at: datetime) -> InReview | None:
    """Name the first thing in which a payment that holds money is not what the order asked for, if any does."""
    facts, asked = facts_of(news), wanted(checkout)
    for name in differing(checkout, facts):
        expected = {"checkout": checkout.id, "currency": asked.currency}.get(name, asked.amount)
        return InReview(REASONS[name], expected, getattr(facts, name), at, facts)
    return None


def put_in_review(checkout: Checkout, found: InReview, *, at: datetime, by: str) -> Checkout:
    """Stop everything until an operator decides."""
    detail = {"reason": found.reason, "expected": found.expected, "found": found.found}
    return checkout.become(found, at, Entry(at, "in_review", by, detail))


def refreshed(checkout: Checkout, news: Payment, *, at: datetime) -> Checkout:
    """Bring what was found up to date, and nothing else; it may fit by now, and is decided all the same."""
    state = checkout.state
    if not isinstance(state, InReview):
        return checkout
    now = replace(state, found=_found(state, news), facts=facts_of(news))
    return checkout if now == state else checkout.changed(at, state=now)


def accepted(checkout: Checkout, news: Payment, *, at: datetime, by: str) -> Checkout:
    """Leave the review with the provider's facts, which are settled next and held against the payment from then on."""
    entry = Entry(at, "reviewed", by, {"decision": "accept"})
    return checkout.become(Open(), at, entry, accepted=facts_of(news))


def given_back(checkout: Checkout, *, at: datetime, by: str) -> Checkout:
    """End the review, since everything goes back."""
    entry = Entry(at, "reviewed", by, {"decision": "refund"})
    return called_off(checkout.changed(at, entry), "refunded_in_review", at=at, by=by)


def _found(state: InReview, news: Payment) -> str | int | None:
    match state.reason:
        case "not_ours":
            return news.checkout
        case "currency_differs":
            return news.currency
    received = received_of(news)
    return news.amount if received is None or news.amount != state.expected else received
