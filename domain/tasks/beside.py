"""The tasks that no checkout tells: an order paid twice, a payment of nobody, an undelivered event (R20, R85, R88)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from domain.checkout import Checkout
from domain.orphans import Orphan
from domain.outgoing import OutgoingEvent
from domain.states import Paid
from domain.tasks.of_checkout import SAID_DONE
from domain.tasks.task import PATIENCE, Kind, Task


def of_orders(paid: Iterable[Checkout]) -> Iterator[Task]:
    """Tell of each order what keeps money beside the checkout that was paid first; `paid` comes order by order."""
    for _, checkouts in groupby(paid, key=lambda checkout: checkout.order.reference):
        kept = sorted(filter(_kept, checkouts), key=_paid_at)
        for other in kept[1:]:
            task = _paid_twice(other, kept[0])
            if not other.happened(SAID_DONE, task=task.id):
                yield task


def of_orphan(orphan: Orphan) -> Task:
    """Tell of a payment that nobody owns; what is done about it stands beside it."""
    return Task(
        id=f"{orphan.payment_id}.{Kind.ORPHAN}",
        kind=Kind.ORPHAN,
        subject=orphan.payment_id,
        since=orphan.found_at,
        worse_at=orphan.found_at + PATIENCE,
        amount=orphan.amount,
        currency=orphan.currency,
        detail=orphan.holds,
    )


def of_event(event: OutgoingEvent) -> Task:
    """Tell of an event that the shop's system never accepted."""
    since = event.last_tried_at or event.happened_at
    return Task(
        id=f"{event.id}.{Kind.UNDELIVERED}",
        kind=Kind.UNDELIVERED,
        subject=event.id,
        since=since,
        worse_at=since + PATIENCE,
        order=event.data["order"],
        detail=event.type,
    )


def _paid_twice(checkout: Checkout, first: Checkout) -> Task:
    since = _paid_at(checkout)
    return Task(
        id=f"{checkout.id}.{Kind.PAID_TWICE}",
        kind=Kind.PAID_TWICE,
        subject=checkout.id,
        since=since,
        worse_at=since + PATIENCE,
        order=checkout.order.reference,
        amount=_kept(checkout),
        currency=checkout.order.total.currency,
        detail=first.id,
    )


def _paid_at(checkout: Checkout) -> datetime:
    return checkout.state.paid_at if isinstance(checkout.state, Paid) else checkout.opened_at


def _kept(checkout: Checkout) -> int:
    """Give what has not gone back, nor is on its way."""
    return checkout.captured - sum(refund.amount for refund in checkout.refunds if refund.status != "failed")
