"""Answering a dispute: evidence is written down before it is sent, and submitted once (R70)."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain import disputes
from domain.checkout import Checkout
from domain.disputes import Dispute, Submission
from domain.errors import InvalidRequest, NoEvidenceWanted, NotFound
from domain.payment import ProviderDispute

UNDER_WAY = timedelta(minutes=5)
"""How long evidence without an answer may still be on its way, so that no other evidence overtakes it."""


def wanted(checkout: Checkout, dispute_id: str | None) -> Dispute:
    """Give the open dispute that is meant; it need not be named where it is the only one.

    Raises:
        NotFound: there is no dispute of this name.
        NoEvidenceWanted: it is decided, or none is open.
        InvalidRequest: several are open, and none is named.
    """
    named = [dispute for dispute in checkout.disputes if dispute_id in {None, dispute.id}]
    if dispute_id is not None and not named:
        raise NotFound("There is no such dispute over this checkout.")
    still_open = [dispute for dispute in named if dispute.status == "open"]
    if not still_open:
        raise NoEvidenceWanted("No dispute over this checkout is open.", checkout.status, "no_open_dispute")
    if len(still_open) > 1:
        names = ", ".join(dispute.id for dispute in still_open)
        raise InvalidRequest("dispute", f"must be named, since several are open: {names}.")
    return still_open[0]


def asked(checkout: Checkout, dispute_id: str | None, submission: Submission) -> Checkout:
    """Write down what a dispute is to be answered with; the same evidence a second time changes nothing.

    Raises:
        NotFound, InvalidRequest: it is not clear which dispute is meant.
        NoEvidenceWanted: it is decided, answered with other evidence, or that is on its way.
    """
    dispute = wanted(checkout, dispute_id)
    before = dispute.submission
    if before and before.fingerprint == submission.fingerprint:
        return checkout
    if dispute.answered:
        sentence = f"Evidence for {dispute.id} was submitted before, and it is taken once."
        raise NoEvidenceWanted(sentence, checkout.status, "evidence_submitted")
    if before and submission.at - before.at < UNDER_WAY:
        sentence = f"Other evidence for {dispute.id} may be on its way: submit the same again, or wait five minutes."
        raise NoEvidenceWanted(sentence, checkout.status, "evidence_under_way", advice="wait")
    return _with(checkout, replace(dispute, submission=submission), submission.at)


def answered(checkout: Checkout, news: ProviderDispute, *, at: datetime, by: str) -> Checkout:
    """Take in the provider's answer about one dispute."""
    ledger, entries = disputes.taken_in(checkout.disputes, (news,), at=at, by=by)
    return checkout if ledger == checkout.disputes else checkout.changed(at, *entries, disputes=ledger)


def refused(checkout: Checkout, submission: Submission, *, at: datetime) -> Checkout:
    """Forget evidence that the provider refused outright: other evidence may be submitted."""
    for dispute in checkout.disputes:
        if dispute.submission == submission:
            return _with(checkout, replace(dispute, submission=None), at)
    return checkout


def _with(checkout: Checkout, dispute: Dispute, at: datetime) -> Checkout:
    ledger = tuple(dispute if known.id == dispute.id else known for known in checkout.disputes)
    return checkout.changed(at, disputes=ledger)
