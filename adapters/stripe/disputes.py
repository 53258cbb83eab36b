"""Disputes between Stripe's words and ours, both ways."""

from collections.abc import Mapping
from typing import cast

from stripe import Dispute
from stripe.params import DisputeUpdateParams, DisputeUpdateParamsEvidence

from adapters.stripe.reading import inside, moment, named, text, whole
from domain.evidence import KINDS
from domain.payment import ProviderDispute, ProviderEvidence

NAME = "submission"
"""The key in the metadata under which our id for the evidence stands."""


def update_params(files: Mapping[str, str], told: str | None, submission: str) -> DisputeUpdateParams:
    """Ask to submit evidence: for each kind the id of its uploaded file, and a text; with our name for it."""
    evidence: dict[str, str] = dict(files) if told is None else {**files, "uncategorized_text": told}
    return {
        "evidence": cast("DisputeUpdateParamsEvidence", evidence),
        "metadata": {NAME: submission},
        "submit": True,
    }


def dispute_of(dispute: Dispute) -> ProviderDispute:
    """Tell a dispute in our words."""
    due = inside(dispute, "evidence_details", "due_by")
    return ProviderDispute(
        dispute.id,
        whole(dispute.amount),
        text(dispute.status) or "",
        moment(dispute.created),
        moment(due) if due else None,
        text(inside(dispute, "reason")) or None,
        _evidence(dispute),
    )


def _evidence(dispute: Dispute) -> ProviderEvidence | None:
    """Tell what was submitted; what is only staged there is not with the bank."""
    if not inside(dispute, "evidence_details", "submission_count"):
        return None
    told = inside(dispute, "evidence")
    kinds = tuple(kind for kind in KINDS if inside(told, kind))
    texts = told.to_dict() if told is not None else {}
    return ProviderEvidence(
        kinds, any(isinstance(texts[name], str) for name in texts.keys() - KINDS), named(dispute, NAME)
    )
