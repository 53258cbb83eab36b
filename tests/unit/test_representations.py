"""What belongs to a checkout has one shape, wherever it is told (R86, R93)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.disputes import Dispute, Submission
from domain.failure import Failure
from domain.refunds import Refund
from domain.representations import of_cancellation, of_dispute, of_failure, of_refund
from domain.states import Canceled
from tests.support.checkouts import A_DAY, NOON

AT = "2026-11-24T12:00:00Z"
SUBMISSION = Submission(
    at=NOON, by="ada", files=("receipt",), has_text=False, id="ev_1", fingerprint="0f", pending=True
)
THERE = replace(SUBMISSION, pending=False)
SENT = {"status": "pending", "files": ["receipt"], "text": False, "at": AT, "by": "ada"}


def test_a_failure_is_told_with_the_provider_s_words() -> None:
    """R30: and when it was."""
    told = of_failure(Failure("declined", "odd", "worse", "No.", "try_again", NOON))

    assert told == {
        "reason": "declined",
        "code": "odd",
        "decline_code": "worse",
        "message": "No.",
        "advice": "try_again",
        "at": AT,
    }


def test_a_cancellation_is_told_with_who_did_it() -> None:
    """R52: times have fractions where they have them."""
    told = of_cancellation(Canceled("duplicate", "ada", NOON + timedelta(milliseconds=5)))

    assert told == {"reason": "duplicate", "by": "ada", "at": "2026-11-24T12:00:00.005000Z"}


def test_a_refund_is_told_without_its_key() -> None:
    """R60: whose it is, is nobody else's business."""
    refund = Refund(
        id="re_1", amount=500, status="failed", created_at=NOON, reason="duplicate", failure="odd", adopted=True
    )

    assert of_refund(refund) == {
        "id": "re_1",
        "amount": 500,
        "status": "failed",
        "reason": "duplicate",
        "failure": "odd",
        "adopted": True,
        "created_at": AT,
    }


@pytest.mark.parametrize(
    ("dispute", "closed_at", "evidence"),
    [
        (Dispute("du_1", "open", 500, NOON + A_DAY, NOON, None, "odd"), None, None),
        (Dispute("du_1", "open", 500, NOON + A_DAY, NOON, NOON, "odd", SUBMISSION), AT, SENT),
        (
            Dispute("du_1", "open", 500, NOON + A_DAY, NOON, NOON, "odd", THERE),
            AT,
            SENT | {"status": "submitted"},
        ),
    ],
)
def test_a_dispute_is_told_with_its_evidence(dispute: Dispute, closed_at: str | None, evidence: object) -> None:
    """R70: absent things are null."""
    assert of_dispute(dispute) == {
        "id": "du_1",
        "status": "open",
        "amount": 500,
        "reason": "odd",
        "evidence_due_at": "2026-11-25T12:00:00Z",
        "opened_at": AT,
        "closed_at": closed_at,
        "evidence": evidence,
    }
