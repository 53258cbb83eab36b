"""The calls on Disputes: evidence is staged, or submitted once."""

from typing import Any

from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.metadata import merged
from tests.support.stripe_emulator.money_back import CLOSED, dispute_moved
from tests.support.stripe_emulator.objects import Dispute, File
from tests.support.stripe_emulator.refusals import Invalid, StripeRefusal

FILES = frozenset(
    {
        "cancellation_policy",
        "customer_communication",
        "customer_signature",
        "duplicate_charge_documentation",
        "receipt",
        "refund_policy",
        "service_documentation",
        "shipping_documentation",
        "uncategorized_file",
    }
)
"""The evidence that is the id of a file."""

LONGEST = 20_000
LARGEST = 4_500_000
"""How many bytes all files may have together: undocumented, and found by others."""


def update(account: Account, call: Call) -> Dispute:
    """Take evidence; without `submit` it is submitted at once, as documented.

    Not confirmed: which codes Stripe gives where it refuses, so none is given.
    """
    dispute, asked = account.get(Dispute, call.id), call.asked
    evidence = _evidence(account, asked.get("evidence", {}))
    if dispute.status in CLOSED:
        raise StripeRefusal(None, f"This dispute is already closed: {dispute.status}.")
    if dispute.submissions:
        raise StripeRefusal(None, "Evidence for this dispute was already submitted.")
    if account.now() > dispute.due_by:
        raise StripeRefusal(None, "The evidence for this dispute is past due.")
    evidence = {**dispute.evidence, **evidence}
    _small_enough(account, evidence)
    dispute.metadata = merged(dispute.metadata, asked.get("metadata", {}))
    dispute.evidence = evidence
    if asked.get("submit", True) and dispute.evidence:
        dispute.submissions += 1
        dispute_moved(account, dispute, "under_review")
    return dispute


def _evidence(account: Account, asked: dict[str, Any]) -> dict[str, str]:
    ignored = asked.keys() - FILES - {"uncategorized_text"}
    assert not ignored, f"the emulator does not understand {sorted(ignored)} of evidence"
    for kind in asked.keys() & FILES:
        file = account.get(File, asked[kind], f"evidence[{kind}]")
        assert file.purpose == "dispute_evidence", file
    if len(asked.get("uncategorized_text", "")) > LONGEST:
        raise Invalid(None, f"The text has more than {LONGEST} characters.", "evidence[uncategorized_text]")
    return asked


def _small_enough(account: Account, evidence: dict[str, str]) -> None:
    files = [account.get(File, evidence[kind]) for kind in evidence.keys() & FILES]
    if sum(file.size for file in files) > LARGEST:
        raise StripeRefusal(None, "The files of this dispute are too large in total.")
