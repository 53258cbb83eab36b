"""How what belongs to a checkout is represented: alike over HTTP, on the command line and in events for the shop.

Each is what becomes one JSON object. Absent things are null, never missing.
"""

from datetime import datetime
from typing import Any

from domain.disputes import Dispute, Submission
from domain.failure import Failure
from domain.refunds import Refund
from domain.states import Canceled

Representation = dict[str, Any]


def moment(at: datetime) -> str:
    """Write a time by RFC 3339 in UTC, with fractions only where it has them (R93)."""
    return at.isoformat().replace("+00:00", "Z")


def of_failure(failure: Failure) -> Representation:
    """Represent why an attempt ended."""
    return {
        "reason": failure.reason,
        "code": failure.code,
        "decline_code": failure.decline_code,
        "message": failure.message,
        "advice": failure.advice,
        "at": moment(failure.at),
    }


def of_cancellation(state: Canceled) -> Representation:
    """Represent why, when and by whom a checkout was called off."""
    return {"reason": state.reason, "by": state.by, "at": moment(state.at)}


def of_refund(refund: Refund) -> Representation:
    """Represent a refund; whose key made it stays with us."""
    return {
        "id": refund.id,
        "amount": refund.amount,
        "status": refund.status,
        "reason": refund.reason,
        "failure": refund.failure,
        "adopted": refund.adopted,
        "created_at": moment(refund.created_at),
    }


def of_dispute(dispute: Dispute) -> Representation:
    """Represent a dispute, and what it was answered with."""
    return {
        "id": dispute.id,
        "status": dispute.status,
        "amount": dispute.amount,
        "reason": dispute.reason,
        "evidence_due_at": moment(dispute.evidence_due_at),
        "opened_at": moment(dispute.opened_at),
        "closed_at": moment(dispute.closed_at) if dispute.closed_at else None,
        "evidence": _evidence(dispute.submission) if dispute.submission else None,
    }


def _evidence(submission: Submission) -> Representation:
    return {
        "status": "pending" if submission.pending else "submitted",
        "files": list(submission.files),
        "text": submission.has_text,
        "at": moment(submission.at),
        "by": submission.by,
    }
