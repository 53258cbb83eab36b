"""Disputes and Files as Stripe shows them."""

from stripe.params import DisputeUpdateParamsEvidence

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.objects import Dispute, File

EVIDENCE = tuple(name for name in DisputeUpdateParamsEvidence.__annotations__ if name != "appeal")
"""What evidence there may be: the ids of files, and texts."""

_NINE_MONTHS = 9 * 30 * 86_400


def dispute(account: Account, dispute: Dispute) -> Document:
    return {
        "id": dispute.id,
        "object": "dispute",
        "amount": dispute.amount,
        "balance_transactions": [],
        "charge": dispute.charge,
        "created": dispute.created,
        "currency": dispute.currency,
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE), "enhanced_evidence": {}, **dispute.evidence},
        "evidence_details": {
            "due_by": dispute.due_by,
            "enhanced_eligibility": {},
            "has_evidence": bool(dispute.evidence),
            "past_due": account.now() > dispute.due_by,
            "submission_count": dispute.submissions,
            "submission_method": "manual" if dispute.submissions else "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": account.livemode,
        "metadata": dispute.metadata,
        "payment_intent": dispute.intent,
        "reason": "product_not_received",
        "status": dispute.status,
    }


def file(file: File) -> Document:
    return {
        "id": file.id,
        "object": "file",
        "created": file.created,
        "expires_at": file.created + _NINE_MONTHS,
        "filename": file.filename,
        "links": None,
        "purpose": file.purpose,
        "size": file.size,
        "title": None,
        "type": file.kind,
        "url": f"https://files.stripe.com/v1/files/{file.id}/contents",
    }
