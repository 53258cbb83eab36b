"""Disputes: the customer's bank or Alma asks for the money back, and the shop has days to answer (R70)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.timeline import Details, Entry

if TYPE_CHECKING:
    from domain.payment import ProviderDispute, ProviderEvidence

TIME_TO_ANSWER = timedelta(days=14)
"""How long Alma gives the shop to answer, where the provider does not say."""

ELSEWHERE = "provider"
"""Who submitted evidence that is not ours: somebody in the provider's dashboard."""

_CLOSED = {"won": "won", "warning_closed": "won", "prevented": "won", "lost": "lost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What the shop answers a dispute with: kinds of files, and whether there is a text; `at` a time, by somebody.

    `id` is our name for it at the provider, `fingerprint` tells its content; both are missing where it was submitted
    in the provider's dashboard. `pending` until the provider is known to have it.
    """

    at: datetime
    by: str
    files: tuple[str, ...]
    has_text: bool
    id: str | None = None
    fingerprint: str | None = None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute over `amount` minor units: `open`, then `won` or `lost`. `reason` is the provider's word for it."""

    id: str
    status: str
    amount: int
    evidence_due_at: datetime
    opened_at: datetime
    closed_at: datetime | None = None
    reason: str | None = None
    submission: Submission | None = None

    @property
    def answered(self) -> bool:
        """Whether the provider is known to have evidence."""
        return self.submission is not None and not self.submission.pending


def status_of(word: str) -> str:
    """Put the provider's word for a dispute's status into ours; one not known yet counts as open (R70)."""
    return _CLOSED.get(word, "open")


def most_pressing(disputes: tuple[Dispute, ...]) -> Dispute | None:
    """Give the open dispute whose evidence is due first; where none is open, the latest."""
    still_open = [dispute for dispute in disputes if dispute.status == "open"]
    return min(still_open or disputes[-1:], key=lambda dispute: dispute.evidence_due_at, default=None)


def taken_in(
    known: tuple[Dispute, ...], told: "Iterable[ProviderDispute]", *, at: datetime, by: str
) -> tuple[tuple[Dispute, ...], tuple[Entry, ...]]:
    """Take in what the provider says of disputes, in whatever order it comes; a closed one stays closed."""
    disputes = {dispute.id: dispute for dispute in known}
    entries: list[Entry] = []
    for news in told:
        ours = disputes.get(news.id)
        if ours is None:
            ours = Dispute(news.id, "open", news.amount, news.opened_at + TIME_TO_ANSWER, news.opened_at)
            entries.append(_entry(ours, "dispute_opened", at, by))
        if ours.status == "open":
            ours, happened = _still_open(ours, news, at, by)
            entries += happened
        disputes[ours.id] = ours
    return tuple(disputes.values()), tuple(entries)


def _still_open(ours: Dispute, news: "ProviderDispute", at: datetime, by: str) -> tuple[Dispute, list[Entry]]:
    due = news.evidence_due_at or ours.evidence_due_at
    entries: list[Entry] = []
    ours = replace(ours, amount=news.amount, evidence_due_at=due, reason=news.reason or ours.reason)
    if news.evidence and not ours.answered:
        submission = _submitted(ours.submission, news.evidence, at)
        ours = replace(ours, submission=submission)
        detail: Details = {"dispute": ours.id, "files": len(submission.files)}
        entries.append(Entry(at, "evidence_submitted", submission.by, detail))
    status = status_of(news.status)
    if status != "open":
        ours = replace(ours, status=status, closed_at=at, submission=ours.submission if ours.answered else None)
        entries.append(_entry(ours, f"dispute_{status}", at, by))
    return ours, entries


def _submitted(asked: Submission | None, told: "ProviderEvidence", at: datetime) -> Submission:
    """Give what was submitted: what we asked for, by our name for it, or what somebody did at the provider."""
    if asked and asked.id == told.submission:
        return replace(asked, pending=False)
    return Submission(at=at, by=ELSEWHERE, files=told.files, has_text=told.has_text)


def _entry(dispute: Dispute, event: str, at: datetime, by: str) -> Entry:
    return Entry(at, event, by, {"dispute": dispute.id, "amount": dispute.amount})
