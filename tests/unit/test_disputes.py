"""Disputes are taken in whatever the order of news, and hold the shipment while they are open (R70)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.disputes import Dispute, Submission, most_pressing, taken_in
from domain.payment import ProviderDispute, ProviderEvidence
from domain.timeline import Entry
from tests.support.checkouts import A_DAY, NOON

OPENED = ProviderDispute("du_1", 14_990, "needs_response", NOON)


def told(*statuses: str) -> tuple[str, list[str]]:
    """Take in one status after the other; give the last one of ours, and what happened."""
    known: tuple[Dispute, ...] = ()
    events: list[str] = []
    for status in statuses:
        news = ProviderDispute("du_1", 14_990, status, NOON)
        known, entries = taken_in(known, [news], at=NOON + A_DAY, by="webhook")
        events += [entry.event for entry in entries]
    return known[0].status, events


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("won", "won"),
        ("warning_closed", "won"),
        ("prevented", "won"),
        ("lost", "lost"),
        ("needs_response", "open"),
        ("under_review", "open"),
        ("something_new", "open"),
    ],
)
def test_the_provider_s_words_for_a_dispute(word: str, status: str) -> None:
    """R70: everything else, unknown too, is open."""
    assert told(word)[0] == status


def test_a_dispute_first_heard_of_when_it_was_lost_has_both_entries() -> None:
    """R70: it was opened, and it was lost."""
    assert told("lost") == ("lost", ["dispute_opened", "dispute_lost"])


def test_a_closed_dispute_stays_closed() -> None:
    """R70: late news of its opening change nothing."""
    assert told("won", "needs_response", "lost") == ("won", ["dispute_opened", "dispute_won"])


def test_the_open_dispute_that_is_due_first_presses_most() -> None:
    """R70: where none is open, the latest one is told."""
    late, soon, lost = (
        Dispute("du_1", "open", 1_000, NOON + 9 * A_DAY, NOON),
        Dispute("du_2", "open", 1_000, NOON + 2 * A_DAY, NOON),
        Dispute("du_3", "lost", 1_000, NOON + A_DAY, NOON),
    )
    won = replace(lost, id="du_4", status="won", evidence_due_at=NOON + 5 * A_DAY)

    assert most_pressing((late, soon, lost)) == soon
    assert most_pressing((lost, won)) == won
    assert most_pressing(()) is None


def test_a_dispute_is_closed_when_it_is_heard() -> None:
    """R70: the provider does not say when."""
    (lost,), _ = taken_in((), [replace(OPENED, status="lost")], at=NOON + A_DAY, by="webhook")

    assert (lost.opened_at, lost.closed_at) == (NOON, NOON + A_DAY)


def test_the_same_news_twice_happen_once() -> None:
    """R2: one opening, one end."""
    assert told("needs_response", "needs_response", "lost", "lost") == ("lost", ["dispute_opened", "dispute_lost"])


def test_the_evidence_is_due_when_the_provider_says_or_in_fourteen_days() -> None:
    """R70: Alma gives fourteen days."""
    (by_default,), _ = taken_in((), [OPENED], at=NOON, by="webhook")
    due = NOON + 3 * A_DAY
    (told_later,), _ = taken_in(
        (by_default,), [ProviderDispute("du_1", 9_000, "under_review", NOON, due)], at=NOON, by="webhook"
    )
    (told_at_once,), _ = taken_in((), [replace(OPENED, evidence_due_at=due)], at=NOON, by="webhook")
    (kept,), _ = taken_in((told_at_once,), [OPENED], at=NOON, by="webhook")

    assert by_default.evidence_due_at == NOON + timedelta(days=14)
    assert told_at_once.evidence_due_at == kept.evidence_due_at == due
    assert (told_later.evidence_due_at, told_later.amount) == (due, 9_000)


def test_two_disputes_at_once_have_each_a_life_of_their_own() -> None:
    """R70: one is lost, the other stays open, and a third one is news."""
    other = replace(OPENED, id="du_2", amount=1_000)
    known, _ = taken_in((), [OPENED, other], at=NOON, by="webhook")
    third = replace(OPENED, id="du_3")
    after, entries = taken_in(known, [replace(OPENED, status="lost"), third], at=NOON + A_DAY, by="webhook")

    assert [(dispute.id, dispute.status) for dispute in after] == [("du_1", "lost"), ("du_2", "open"), ("du_3", "open")]
    assert [(entry.event, entry.detail["dispute"]) for entry in entries] == [
        ("dispute_lost", "du_1"),
        ("dispute_opened", "du_3"),
    ]


def test_the_reason_is_the_provider_s_word() -> None:
    """R70: it is kept as it is told, and not forgotten."""
    (known,), _ = taken_in((), [OPENED], at=NOON, by="webhook")
    (named,), _ = taken_in((known,), [replace(OPENED, reason="fraudulent")], at=NOON, by="webhook")
    (later,), _ = taken_in((named,), [OPENED], at=NOON, by="webhook")

    assert (known.reason, named.reason, later.reason) == (None, "fraudulent", "fraudulent")


def submission(name: str = "ev_1") -> Submission:
    """Give a receipt that was handed to the provider, whose answer is awaited."""
    return Submission(id=name, fingerprint="f", files=("receipt",), has_text=False, at=NOON, by="ada", pending=True)


def awaiting_an_answer() -> Dispute:
    """Give a dispute for which evidence was sent."""
    (known,), _ = taken_in((), [OPENED], at=NOON, by="webhook")
    return replace(known, submission=submission())


def test_evidence_of_ours_is_known_again_by_its_name() -> None:
    """R70: whoever brings the news, it was submitted by who submitted it; and once."""
    told = replace(OPENED, status="under_review", evidence=ProviderEvidence(("receipt",), submission="ev_1"))
    (known,), entries = taken_in((awaiting_an_answer(),), [told], at=NOON + A_DAY, by="sweep")
    again = taken_in((known,), [told], at=NOON + 2 * A_DAY, by="sweep")

    assert known.submission == replace(submission(), pending=False)
    assert entries == (Entry(NOON + A_DAY, "evidence_submitted", "ada", {"dispute": "du_1", "files": 1}),)
    assert again == ((known,), ())


def test_evidence_of_somebody_else_is_adopted() -> None:
    """R70: what was submitted at the provider answers the dispute as well, in place of what may never have arrived."""
    told = replace(OPENED, evidence=ProviderEvidence(("receipt", "refund_policy"), has_text=True))
    (known,), entries = taken_in((awaiting_an_answer(),), [told], at=NOON + A_DAY, by="sweep")

    assert known.submission == Submission(
        at=NOON + A_DAY, by="provider", files=("receipt", "refund_policy"), has_text=True
    )
    assert [(entry.by, entry.detail["files"]) for entry in entries] == [("provider", 2)]


def test_evidence_without_an_answer_is_still_awaited() -> None:
    """R70: that the provider does not have it now proves nothing."""
    known = awaiting_an_answer()

    assert taken_in((known,), [OPENED], at=NOON + A_DAY, by="sweep") == ((known,), ())
    assert not known.answered


def test_a_decided_dispute_awaits_no_answer() -> None:
    """R70: what was submitted is told before the end, and what was not is forgotten."""
    lost = replace(OPENED, status="lost")
    (unanswered,), _ = taken_in((awaiting_an_answer(),), [lost], at=NOON, by="sweep")
    told = replace(lost, evidence=ProviderEvidence(("receipt",), submission="ev_1"))
    (answered,), entries = taken_in((awaiting_an_answer(),), [told], at=NOON, by="sweep")

    assert unanswered.submission is None
    assert answered.answered
    assert [entry.event for entry in entries] == ["evidence_submitted", "dispute_lost"]
