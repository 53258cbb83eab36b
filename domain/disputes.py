"""Disputes: the customer's bank or Alma asks for the money back, and the shop has days to answer (R70)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.timeline import Entry

if TYPE_CHECKING:
    from domain.payment import ProviderDispute

TIME_TO_ANSWER = timedelta(days=14)
"""How long Alma gives the shop to answer, where the provider does not say."""

_CLOSED = {"won": "won", "warning_closed": "won", "prevented": "won", "lost": "lost"}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute over `amount` minor units: `open`, then `won` or `lost`."""

    id: str
    status: str
    amount: int
    evidence_due_at: datetime
    opened_at: datetime
    closed_at: datetime | None = None


def taken_in(
    known: tuple[Dispute, ...], told: "Iterable[ProviderDispute]", *, at: datetime, by: str
) -> tuple[tuple[Dispute, ...], tuple[Entry, ...]]:
    """Take in what the provider says of disputes, in whatever order it comes; a closed one stays closed."""
    disputes = {dispute.id: dispute for dispute in known}
    entries: list[Entry] = []
    for news in told:
        ours = disputes.get(news.id)
        if ours is None:
            due = news.evidence_due_at or news.opened_at + TIME_TO_ANSWER
            ours = Dispute(news.id, "open", news.amount, due, news.opened_at)
            entries.append(_entry(ours, "dispute_opened", at, by))
        elif ours.status == "open":
            due = news.evidence_due_at or ours.evidence_due_at
            ours = replace(ours, amount=news.amount, evidence_due_at=due)
        status = _CLOSED.get(news.status, "open")
        if ours.status == "open" and status != "open":
            ours = replace(ours, status=status, closed_at=at)
            entries.append(_entry(ours, f"dispute_{status}", at, by))
        disputes[ours.id] = ours
    return tuple(disputes.values()), tuple(entries)


def _entry(dispute: Dispute, event: str, at: datetime, by: str) -> Entry:
    return Entry(at, event, by, {"dispute": dispute.id, "amount": dispute.amount})
