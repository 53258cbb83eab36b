"""What an event tells: all that the shop needs to act on it without asking back, and never a secret or an address.

What it is about looks as it does where the checkout is shown. Absent things are null, never missing.
"""

from domain.checkout import Checkout
from domain.representations import Representation, moment, of_cancellation, of_dispute, of_failure, of_refund
from domain.states import Authorized, Canceled
from domain.timeline import Entry


def facts(checkout: Checkout, entry: Entry) -> Representation:
    """Tell how a checkout stands after something happened to it, and what that is about."""
    state, total = checkout.state, checkout.order.total
    refund = next((it for it in checkout.refunds if it.id == entry.detail.get("refund")), None)
    dispute = next((it for it in checkout.disputes if it.id == entry.detail.get("dispute")), None)
    failure = checkout.last_failure if entry.event == "attempt_failed" else None
    before = state.capture_before if isinstance(state, Authorized) else None
    return {
        "checkout": checkout.id,
        "order": checkout.order.reference,
        "status": checkout.status,
        "amount": total.amount,
        "currency": total.currency,
        "captured": checkout.captured,
        "refunded": checkout.refunded,
        "refundable": checkout.refundable,
        "hold_shipment": checkout.disputed,
        "capture_before": moment(before) if before else None,
        "failure": of_failure(failure) if failure else None,
        "cancellation": of_cancellation(state) if isinstance(state, Canceled) else None,
        "refund": of_refund(refund) if refund else None,
        "dispute": of_dispute(dispute) if dispute else None,
    }
