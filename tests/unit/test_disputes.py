"""Disputes are taken in whatever the order of news, and hold the shipment while they are open (R70)."""

from datetime import timedelta

import pytest

from domain.disputes import Dispute, taken_in
from domain.payment import ProviderDispute
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

    assert by_default.evidence_due_at == NOON + timedelta(days=14)
    assert (told_later.evidence_due_at, told_later.amount) == (due, 9_000)
