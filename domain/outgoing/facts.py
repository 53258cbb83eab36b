"""What an event tells: all that the shop needs to act on it without asking back, and never a secret or an address.

What it is about looks as it does where the checkout is shown. Absent things are null, never missing.
"""

from datetime import datetime
from typing import Any

from domain.checkout import Checkout
from domain.disputes import Dispute, Submission
from domain.failure import Failure
from domain.refunds import Refund
from domain.states import Authorized, Canceled
from domain.timeline import Entry

Facts = dict[str, Any]


def facts(checkout: Checkout, entry: Entry) -> Facts:
    """Tell how a checkout stands after something happened to it, and what that is about."""
    state, total = checkout.state, checkout.order.total
    refund = next((it for it in checkout.refunds if it.id == entry.detail.get("refund")), None)
    dispute = next((it for it in checkout.disputes if it.id == entry.detail.get("dispute")), None)
    failure = checkout.last_failure if entry.event == "attempt_failed" else None
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
        "capture_before": _moment(state.capture_before) if isinstance(state, Authorized) else None,
        "failure": _failure(failure) if failure else None,
        "cancellation": _cancellation(state) if isinstance(state, Canceled) else None,
        "refund": _refund(refund) if refund else None,
        "dispute": _dispute(dispute) if dispute else None,
    }


def _failure(failure: Failure) -> Facts:
    return {
        "reason": failure.reason,
        "code": failure.code,
        "decline_code": failure.decline_code,
        "message": failure.message,
        "advice": failure.advice,
        "at": _moment(failure.at),
    }


def _cancellation(state: Canceled) -> Facts:
    return {"reason": state.reason, "by": state.by, "at": _moment(state.at)}


def _refund(refund: Refund) -> Facts:
    return {
        "id": refund.id,
        "amount": refund.amount,
        "status": refund.status,
        "reason": refund.reason,
        "failure": refund.failure,
        "adopted": refund.adopted,
        "created_at": _moment(refund.created_at),
    }


def _dispute(dispute: Dispute) -> Facts:
    return {
        "id": dispute.id,
        "status": dispute.status,
        "amount": dispute.amount,
        "reason": dispute.reason,
        "evidence_due_at": _moment(dispute.evidence_due_at),
        "opened_at": _moment(dispute.opened_at),
        "closed_at": _moment(dispute.closed_at),
        "evidence": _evidence(dispute.submission) if dispute.submission else None,
    }


def _evidence(submission: Submission) -> Facts:
    return {
        "status": "pending" if submission.pending else "submitted",
        "files": list(submission.files),
        "text": submission.has_text,
        "at": _moment(submission.at),
        "by": submission.by,
    }


def _moment(at: datetime | None) -> str | None:
    """Write a time by RFC 3339, as everywhere (R93)."""
    return at.isoformat().replace("+00:00", "Z") if at else None
