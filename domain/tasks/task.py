"""A task: something that needs a person, and stays until it is done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PATIENCE = timedelta(days=1)
"""How long a task without a date of its own may wait before it is overdue: somebody waits for money, or for goods."""


class Kind(StrEnum):
    """What needs a person."""

    CAPTURE = "capture"
    DISPUTE = "dispute"
    REFUND_FAILED = "refund_failed"
    REVIEW = "review"
    AUTHORIZATION_EXPIRED = "authorization_expired"
    PAID_TWICE = "paid_twice"
    ORPHAN = "orphan"
    UNDELIVERED = "undelivered"


ENDED_BY_DEED = frozenset({Kind.CAPTURE, Kind.REVIEW})
"""What ends only by what is done about it: money waits there, and nobody may say that it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that needs a person, `since` a moment; it gets worse at `worse_at`.

    `id` begins with the id of its `subject`: a checkout, a payment of nobody, or an event. `amount` is in minor units
    of `currency`; `detail` is the id of the refund or dispute, or another word on it.
    """

    id: str
    kind: Kind
    subject: str
    since: datetime
    worse_at: datetime
    order: str | None = None
    amount: int | None = None
    currency: str | None = None
    detail: str | None = None

    def overdue(self, at: datetime) -> bool:
        """Say whether it has got worse already."""
        return at >= self.worse_at


def subject_of(task_id: str) -> str:
    """Give the id of the checkout, payment or event that a task is about."""
    return task_id.partition(".")[0]
