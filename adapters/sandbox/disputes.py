"""Disputes: opened by the customer's side, answered once by the shop, decided by the provider."""

from dataclasses import replace
from datetime import datetime

from adapters.sandbox.payment import CLOSED, Intent
from adapters.sandbox.refusals import refused, unexpected
from domain.payment import ProviderDispute, ProviderEvidence


def of(intent: Intent, dispute_id: str) -> ProviderDispute:
    """Give a dispute over a payment."""
    for dispute in intent.disputes:
        if dispute.id == dispute_id:
            return dispute
    raise refused("resource_missing", f"No such dispute: {dispute_id}.")


def latest(intent: Intent) -> str:
    """Give the id of the latest dispute that is open."""
    still_open = [dispute.id for dispute in intent.disputes if dispute.status not in CLOSED]
    if not still_open:
        raise refused("resource_missing", "No dispute over this payment is open.")
    return still_open[-1]


def opened(intent: Intent, dispute: ProviderDispute) -> Intent:
    """Open a dispute over money that was received."""
    if intent.status != "succeeded":
        raise unexpected("disputed", intent.status)
    return replace(intent, disputes=(*intent.disputes, dispute))


def moved(intent: Intent, dispute_id: str, status: str) -> Intent:
    """Bring a dispute to another of the provider's words."""
    return _with(intent, replace(of(intent, dispute_id), status=status))


def answered(intent: Intent, dispute_id: str, evidence: ProviderEvidence, *, at: datetime) -> Intent:
    """Take evidence in, once: from then on the dispute is under review."""
    dispute = of(intent, dispute_id)
    if dispute.evidence and dispute.evidence.submission == evidence.submission:
        return intent
    if dispute.status in CLOSED:
        raise refused(None, f"The dispute {dispute_id} is decided: {dispute.status}.")
    if dispute.evidence:
        raise refused(None, f"Evidence for the dispute {dispute_id} was submitted already.")
    if dispute.evidence_due_at and at > dispute.evidence_due_at:
        raise refused(None, f"Evidence for the dispute {dispute_id} was due before.")
    return _with(intent, replace(dispute, status="under_review", evidence=evidence))


def _with(intent: Intent, changed: ProviderDispute) -> Intent:
    ledger = tuple(changed if dispute.id == changed.id else dispute for dispute in intent.disputes)
    return replace(intent, disputes=ledger)
