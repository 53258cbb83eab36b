"""Evidence is written down before it is sent, for one open dispute, and submitted once (R70)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import disputing
from domain.checkout import Checkout
from domain.disputes import Submission
from domain.errors import InvalidRequest, NoEvidenceWanted, NotFound
from domain.payment import ProviderDispute, ProviderEvidence
from domain.tasks import open_tasks
from tests.support.checkouts import A_DAY, A_MINUTE, NOON, a_paid_checkout

RECEIPT = Submission(
    id="ev_1", fingerprint="receipt", files=("receipt",), has_text=False, at=NOON + A_DAY, by="ada", pending=True
)
LATER = replace(RECEIPT, id="ev_2", at=RECEIPT.at + timedelta(minutes=5))
POLICY = replace(LATER, fingerprint="policy", files=("refund_policy",))


def disputed(*names: str, status: str = "needs_response", evidence: ProviderEvidence | None = None) -> Checkout:
    """Dispute a paid checkout, once for each name."""
    checkout = a_paid_checkout()
    for name in names:
        told = ProviderDispute(name, 1_000, status, NOON, evidence=evidence)
        checkout = disputing.answered(checkout, told, at=NOON, by="webhook")
    return checkout


def reason_of(refusal: pytest.ExceptionInfo[NoEvidenceWanted]) -> tuple[object, object]:
    return refusal.value.data["reason"], refusal.value.data["current_status"]


def test_the_only_open_dispute_need_not_be_named() -> None:
    """It may be."""
    lost = disputed("dp_lost", status="lost")
    both = disputing.answered(lost, ProviderDispute("dp_1", 1, "needs_response", NOON), at=NOON, by="webhook")

    assert disputing.wanted(both, None).id == disputing.wanted(both, "dp_1").id == "dp_1"


def test_of_several_open_disputes_one_is_named() -> None:
    """The refusal says which there are."""
    checkout = disputed("dp_1", "dp_2")
    with pytest.raises(InvalidRequest) as refusal:
        disputing.wanted(checkout, None)

    assert refusal.value.sentence == "dispute: must be named, since several are open: dp_1, dp_2."
    assert disputing.wanted(checkout, "dp_2").id == "dp_2"


def test_a_dispute_that_is_not_there_is_not_found() -> None:
    """Whether there is another or none."""
    for checkout in (disputed(), disputed("dp_1")):
        with pytest.raises(NotFound):
            disputing.wanted(checkout, "dp_nobody")


@pytest.mark.parametrize("name", [None, "dp_1"])
def test_a_dispute_that_is_decided_wants_no_evidence(name: str | None) -> None:
    """Nor does a checkout without one."""
    with pytest.raises(NoEvidenceWanted) as decided:
        disputing.asked(disputed("dp_1", status="won"), name, RECEIPT)
    with pytest.raises(NoEvidenceWanted) as undisputed:
        disputing.asked(disputed(), None, RECEIPT)

    assert reason_of(decided) == reason_of(undisputed) == ("no_open_dispute", "paid")


def test_evidence_is_written_down_and_looked_for_within_a_minute() -> None:
    """R20: a call without an answer is looked for, until it has one."""
    asked = disputing.asked(disputed("dp_1", "dp_2"), "dp_2", RECEIPT)

    assert [dispute.submission for dispute in asked.disputes] == [None, RECEIPT]
    assert asked.look_again_at
    assert RECEIPT.at < asked.look_again_at <= RECEIPT.at + A_MINUTE
    assert not asked.happened("evidence_submitted")
    assert [task.kind for task in open_tasks(asked, RECEIPT.at)] == ["dispute", "dispute"]


def test_the_same_evidence_again_is_the_same_call() -> None:
    """Under the name of the first, without an answer or with one."""
    asked = disputing.asked(disputed("dp_1"), None, RECEIPT)
    told = ProviderDispute("dp_1", 1_000, "under_review", NOON, evidence=ProviderEvidence(("receipt",), False, "ev_1"))
    answered = disputing.answered(asked, told, at=RECEIPT.at, by="ada")

    assert disputing.asked(asked, None, LATER) is asked
    assert disputing.asked(answered, None, LATER) is answered
    assert open_tasks(answered, RECEIPT.at) == ()


@pytest.mark.parametrize("evidence", [ProviderEvidence(("receipt",), False, "ev_1"), ProviderEvidence(("receipt",))])
def test_a_dispute_is_answered_once(evidence: ProviderEvidence) -> None:
    """By us, or by somebody at the provider."""
    asked = disputing.asked(disputed("dp_1"), None, RECEIPT)
    told = ProviderDispute("dp_1", 1_000, "under_review", NOON, evidence=evidence)
    answered = disputing.answered(asked, told, at=RECEIPT.at, by="ada")
    with pytest.raises(NoEvidenceWanted) as refusal:
        disputing.asked(answered, None, POLICY)

    assert reason_of(refusal) == ("evidence_submitted", "paid")


def test_other_evidence_does_not_overtake_what_may_be_on_its_way() -> None:
    """R70: it waits for five minutes; then what has no answer is given up."""
    asked = disputing.asked(disputed("dp_1"), None, RECEIPT)
    with pytest.raises(NoEvidenceWanted) as refusal:
        disputing.asked(asked, None, replace(POLICY, at=LATER.at - timedelta(seconds=1)))
    other = disputing.asked(asked, None, POLICY)

    assert reason_of(refusal) == ("evidence_under_way", "paid")
    assert refusal.value.data["advice"] == "wait"
    assert other.disputes[0].submission == POLICY


def test_evidence_that_is_refused_is_forgotten() -> None:
    """And only that: neither what was submitted, nor what somebody else sends."""
    asked = disputing.asked(disputed("dp_1"), None, RECEIPT)
    other = disputing.asked(asked, None, POLICY)
    refused = disputing.refused(asked, RECEIPT, at=LATER.at)

    assert refused.disputes[0].submission is None
    assert refused.revision == asked.revision + 1
    assert disputing.refused(other, RECEIPT, at=LATER.at) is other


def test_an_answer_that_says_nothing_new_changes_nothing() -> None:
    """R2."""
    checkout = disputed("dp_1")
    told = ProviderDispute("dp_1", 1_000, "needs_response", NOON)

    assert disputing.answered(checkout, told, at=NOON, by="ada") is checkout
