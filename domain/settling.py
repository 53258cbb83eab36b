"""Settling: taking in what the provider says of a payment. The whole state machine, as one table (R1 to R7)."""

from datetime import datetime

from domain import amount_change, attempts, disputes, endings, refunds, reviewing
from domain.checkout import Checkout
from domain.payment import (
    ALMA,
    AwaitingAction,
    AwaitingConfirmation,
    AwaitingMethod,
    Capturable,
    InProgress,
    Payment,
    Succeeded,
    Voided,
)
from domain.states import (
    Authorized,
    AwaitingCustomer,
    Canceled,
    InReview,
    Open,
    Paid,
    Processing,
)
from domain.timeline import Entry


def settle(checkout: Checkout, news: Payment, *, at: datetime, by: str) -> Checkout:
    """Take in what the provider says. Money beats the clock; old news change nothing."""
    checkout = _offer(amount_change.taken_over(checkout, news, at=at), news, at)
    moved = _moved(checkout, news, at, by)
    return _beside_the_status(moved, news, at, by).watched(at, looked_at=at, told=type(news.status).__name__)


def _moved(checkout: Checkout, news: Payment, at: datetime, by: str) -> Checkout:
    match checkout.state, news.status:
        case InReview(), _:
            return reviewing.refreshed(checkout, news, at=at)
        case (Paid(), Succeeded()) | (Canceled(), Voided()) | (Canceled("refunded_in_review"), Succeeded()):
            return checkout
        case ((Paid() | Canceled()), _):
            return _noted(checkout, news, at, by)
        case _, Capturable() | Succeeded() if found := reviewing.contradiction(checkout, news, at):
            return reviewing.put_in_review(checkout, found, at=at, by=by)
        case _, Succeeded() as status:
            return endings.paid(checkout, status, at=at, by=by)
        case _, Voided() as status:
            return endings.canceled(checkout, status, at=at, by=by)
        case Authorized(), Capturable():
            return checkout
        case _, Capturable() as status:
            return endings.authorized(checkout, status, news, at=at, by=by)
        case Authorized(), _:
            return _noted(checkout, news, at, by)
        case Processing(), InProgress():
            return checkout
        case _, InProgress() as status:
            return endings.processing(checkout, status, at=at, by=by)
        case AwaitingCustomer(attempt), AwaitingAction() as status if attempts.same(attempt, status):
            return attempts.still_running(checkout, attempt, status, at=at, by=by)
        case _, AwaitingAction() as status:
            return attempts.begun(checkout, status, at=at, by=by)
        case ((AwaitingCustomer() | Processing()), AwaitingMethod(error)):
            return attempts.ended(checkout, error, at=at, by=by)
        case ((AwaitingCustomer() | Processing()), AwaitingConfirmation()):
            return attempts.ended(checkout, None, at=at, by=by)
        case Open(), AwaitingMethod(error):
            return attempts.ended_unseen(checkout, error, at=at, by=by)
        case Open(), AwaitingConfirmation():
            return checkout
    return _noted(checkout, news, at, by)


def _beside_the_status(checkout: Checkout, news: Payment, at: datetime, by: str) -> Checkout:
    """Take in refunds and disputes, where money was taken; in review, only once we began to give it back."""
    if not isinstance(checkout.state, Paid | Canceled) and not checkout.refunds:
        return checkout
    ledger, refunded = refunds.taken_in(checkout.refunds, news.refunds, at=at, by=by)
    disputed, fought = disputes.taken_in(checkout.disputes, news.disputes, at=at, by=by)
    if ledger == checkout.refunds and disputed == checkout.disputes:
        return checkout
    return checkout.changed(at, *refunded, *fought, refunds=ledger, disputes=disputed)


def _offer(checkout: Checkout, news: Payment, at: datetime) -> Checkout:
    """Write down whether the provider offers Alma, while that still matters (R16)."""
    offered = ALMA in news.offered
    if not isinstance(checkout.state, Open) or checkout.alma_offered == offered:
        return checkout
    return checkout.changed(at, alma_offered=offered)


def _noted(checkout: Checkout, news: Payment, at: datetime, by: str) -> Checkout:
    """Record, once, what no rule names, and change nothing else (R3)."""
    told = getattr(news.status, "name", type(news.status).__name__)
    detail = {"status": checkout.status, "provider_status": told}
    if checkout.happened("unknown_status", **detail):
        return checkout
    return checkout.changed(at, Entry(at, "unknown_status", by, detail))
