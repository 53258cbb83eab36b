"""The ledger of refunds: each an action of its own, matched with what the provider lists (R60 to R64)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from domain.timeline import Details, Entry

if TYPE_CHECKING:
    from domain.payment import ProviderRefund

WINDOW = timedelta(days=180)
"""How long Alma takes refunds after the payment, the last day included (R63)."""

KEY_LIFE = timedelta(days=30)
"""How long a caller's idempotency key is kept, for an opening as for a refund (R21)."""

REASONS = ("requested_by_customer", "duplicate", "fraudulent")
"""Why money goes back, in the provider's words."""


@dataclass(frozen=True, slots=True)
class RefundKey:
    """The caller's idempotency key of one refund, its sender, and the amount asked for (None: all that there is)."""

    sender: str
    text: str
    asked: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money going back: `amount` minor units, `pending`, then `succeeded` or `failed`.

    `provider_id` is missing until the provider answered. `adopted` ones were made in the provider's dashboard.
    """

    id: str
    amount: int
    status: str
    created_at: datetime
    reason: str | None = None
    failure: str | None = None
    adopted: bool = False
    provider_id: str | None = None
    key: RefundKey | None = None
    by: str = "provider"

    @property
    def unanswered(self) -> bool:
        """Say whether the provider's answer is still unknown."""
        return self.status == "pending" and self.provider_id is None


def status_of(word: str) -> str:
    """Put the provider's word for a refund's status into ours; one not known yet counts as pending (R62)."""
    return {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}.get(word, "pending")


def last_day(paid_at: datetime) -> date:
    """Give the last UTC day on which Alma takes a refund of a payment."""
    return paid_at.date() + WINDOW


def taken_in(
    ledger: tuple[Refund, ...], told: "Iterable[ProviderRefund]", *, at: datetime, by: str
) -> tuple[tuple[Refund, ...], tuple[Entry, ...]]:
    """Match the provider's refunds with ours, by its id, then by ours; adopt what matches neither (R64)."""
    refunds = {refund.id: refund for refund in ledger}
    by_provider = {refund.provider_id: refund.id for refund in ledger}
    entries: list[Entry] = []
    for news in told:
        ours = refunds.get(by_provider.get(news.id) or news.refund or "")
        if ours is None or ours.provider_id not in {None, news.id}:
            ours = _adopted(news)
            entries.append(Entry(at, "refund_adopted", by, {"refund": ours.id, "amount": ours.amount}))
        after = _updated(ours, news)
        refunds[after.id] = after
        if after.status not in {ours.status, "pending"}:
            entries.append(_moved(after, at, by))
    return tuple(refunds.values()), tuple(entries)


def _adopted(news: "ProviderRefund") -> Refund:
    return Refund(
        id=news.id,
        amount=news.amount,
        status="pending",
        created_at=news.created_at,
        adopted=True,
    )


def _updated(ours: Refund, news: "ProviderRefund") -> Refund:
    """Take in a status: succeeded may still fail, the provider's failed is final, nothing becomes pending again."""
    status = status_of(news.status)
    given_up = ours.status == "failed" and ours.provider_id is None
    if given_up:
        return replace(ours, provider_id=news.id, status=status, failure=news.failure)
    if ours.status == "failed" or status == "pending":
        return replace(ours, provider_id=news.id)
    return replace(
        ours,
        provider_id=news.id,
        status=status,
        failure=(news.failure or news.status) if status == "failed" else None,
    )


def _moved(refund: Refund, at: datetime, by: str) -> Entry:
    detail: Details = {"refund": refund.id, "amount": refund.amount}
    if refund.failure:
        detail = {**detail, "failure": refund.failure}
    return Entry(at, f"refund_{refund.status}", by, detail)
