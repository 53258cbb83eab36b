"""Money going back: first `pending`, then `succeeded` or `failed`."""

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.sandbox.moves import checked
from adapters.sandbox.payment import CLOSED, Intent
from adapters.sandbox.refusals import refused, unexpected
from domain.payment import ProviderRefund
from domain.refunds import REASONS

TIME_TO_ARRIVE = timedelta(minutes=5)
"""How long a refund is on its way."""

NO_MONEY = frozenset({"failed", "canceled"})


def refunded(intent: Intent, refund: ProviderRefund, *, reason: str | None, fails_with: str | None) -> Intent:
    """Send an amount on its way back; `fails_with` is why it is not going to arrive."""
    if intent.status != "succeeded":
        raise unexpected("refunded", intent.status)
    if reason is not None and reason not in REASONS:
        raise refused(None, f"Money goes back for one of {', '.join(REASONS)}.")
    _affordable(intent, checked(refund.amount))
    doomed = dict(intent.doomed or {}) | ({refund.id: fails_with} if fails_with else {})
    return replace(intent, refunds=(*intent.refunds, refund), doomed=doomed)


def left(intent: Intent) -> int:
    """Give how much of the money received may still go back, in minor units."""
    gone = sum(refund.amount for refund in intent.refunds if refund.status not in NO_MONEY)
    lost = sum(dispute.amount for dispute in intent.disputes if dispute.status == "lost")
    return intent.received - gone - lost


def arrived(intent: Intent, *, at: datetime) -> Intent:
    """End the refunds whose time has come."""
    return replace(intent, refunds=tuple(_arrived(intent, refund, at) for refund in intent.refunds))


def latest(intent: Intent) -> str:
    """Give the id of the latest refund that has not failed."""
    made = [refund.id for refund in intent.refunds if refund.status not in NO_MONEY]
    if not made:
        raise refused("resource_missing", "There is no refund of this payment that could fail.")
    return made[-1]


def failed(intent: Intent, refund_id: str, failure: str) -> Intent:
    """Have a refund fail, even one that had succeeded."""
    return replace(
        intent,
        refunds=tuple(
            replace(refund, status="failed", failure=failure) if refund.id == refund_id else refund
            for refund in intent.refunds
        ),
    )


def _affordable(intent: Intent, amount: int) -> None:
    if any(dispute.status not in CLOSED for dispute in intent.disputes):
        raise refused("charge_disputed", "The payment is disputed and cannot be refunded now.")
    if left(intent) <= 0:
        raise refused("charge_already_refunded", "All of the payment has been refunded.")
    if amount > left(intent):
        raise refused("amount_too_large", f"At most {left(intent)} minor units can be refunded.")


def _arrived(intent: Intent, refund: ProviderRefund, at: datetime) -> ProviderRefund:
    if refund.status != "pending" or at - refund.created_at < TIME_TO_ARRIVE:
        return refund
    failure = (intent.doomed or {}).get(refund.id)
    return replace(refund, status="failed" if failure else "succeeded", failure=failure)
