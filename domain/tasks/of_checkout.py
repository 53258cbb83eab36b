"""The tasks that a checkout has by itself (R7, R50, R62, R70)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.checkout import Checkout
from domain.refunds import Refund
from domain.states import Authorized, Canceled, InReview
from domain.tasks.task import PATIENCE, Kind, Task

LAST_DAY_OF_CAPTURE = timedelta(days=1)
"""How long before its end the time to capture is warned of: from day six (R50)."""
SAID_DONE, EVIDENCE = "task_done", "evidence_submitted"
"""What the history says once a person has said that a task is done, or has answered a dispute."""


def person_from(checkout: Checkout) -> datetime | None:
    """Give the moment from which a checkout needs a person, None if it does not, as far as can be known now."""
    return min((task.since for task in _tasks(checkout)), default=None)


def open_tasks(checkout: Checkout, at: datetime) -> tuple[Task, ...]:
    """Give what a checkout needs a person for at a moment."""
    return tuple(task for task in _tasks(checkout) if task.since <= at)


def _tasks(checkout: Checkout) -> Iterator[Task]:
    """Tell what needs a person now or at a time to come, and is not done."""
    for task in (*_of_the_state(checkout), *_of_refunds(checkout), *_of_disputes(checkout)):
        if not checkout.happened(SAID_DONE, task=task.id):
            yield task


def _of_the_state(checkout: Checkout) -> Iterator[Task]:
    match checkout.state:
        case Authorized(amount, capture_before) if capture_before:
            since = capture_before - LAST_DAY_OF_CAPTURE
            yield _task(checkout, Kind.CAPTURE, since, capture_before, amount)
        case Canceled("authorization_expired", at=at):
            yield _task(checkout, Kind.AUTHORIZATION_EXPIRED, at, at + PATIENCE, checkout.order.total.amount)
        case InReview(reason, since=since):
            yield _task(checkout, Kind.REVIEW, since, since + PATIENCE, checkout.order.total.amount, detail=reason)


def _of_refunds(checkout: Checkout) -> Iterator[Task]:
    """A later refund of at least its amount closes one that failed (R62)."""
    failed: list[tuple[int, Refund, datetime]] = []
    for number, refund in enumerate(checkout.refunds, start=1):
        failed_at = _failed_at(checkout, refund)
        if refund.status != "failed" or failed_at:
            closed = next((before for before in failed if before[1].amount <= refund.amount), None)
            failed = [before for before in failed if before is not closed]
        if failed_at:
            failed.append((number, refund, failed_at))
    for number, refund, since in failed:
        kind = Kind.REFUND_FAILED
        yield _task(checkout, kind, since, since + PATIENCE, refund.amount, number=number, detail=refund.id)


def made_up_by_hand(checkout: Checkout) -> int:
    """Give what a person said they saw to otherwise, of refunds that failed; the ledger still has it as refundable."""
    return sum(
        refund.amount
        for number, refund in enumerate(checkout.refunds, start=1)
        if refund.status == "failed" and checkout.happened(SAID_DONE, task=_name(checkout, Kind.REFUND_FAILED, number))
    )


def _failed_at(checkout: Checkout, refund: Refund) -> datetime | None:
    """Say when a refund failed; one that was refused to whoever asked for it is known to them, and is no task (R60)."""
    if refund.status != "failed":
        return None
    entries = [
        entry
        for entry in checkout.timeline
        if entry.event == "refund_failed" and entry.detail.get("refund") == refund.id
    ]
    told_at_once = refund.provider_id is None and entries and entries[-1].by == refund.by
    return None if told_at_once else entries[-1].at if entries else refund.created_at


def _of_disputes(checkout: Checkout) -> Iterator[Task]:
    for number, dispute in enumerate(checkout.disputes, start=1):
        if dispute.status == "open" and not checkout.happened(EVIDENCE, dispute=dispute.id):
            due, amount = dispute.evidence_due_at, dispute.amount
            yield _task(checkout, Kind.DISPUTE, dispute.opened_at, due, amount, number=number, detail=dispute.id)


def _task(
    checkout: Checkout,
    kind: Kind,
    since: datetime,
    worse_at: datetime,
    amount: int,
    *,
    number: int | None = None,
    detail: str | None = None,
) -> Task:
    return Task(
        id=_name(checkout, kind, number),
        kind=kind,
        subject=checkout.id,
        since=since,
        worse_at=worse_at,
        order=checkout.order.reference,
        amount=amount,
        currency=checkout.order.total.currency,
        detail=detail,
    )


def _name(checkout: Checkout, kind: Kind, number: int | None) -> str:
    return f"{checkout.id}.{kind.value}" if number is None else f"{checkout.id}.{kind.value}.{number}"
