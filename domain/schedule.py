"""When a checkout is to be looked at again: one time for everything that is awaited (R20, R40 to R45).

The earliest thing that applies decides. A thing that is over already is looked for again in growing pauses: each as
long as the time since, within its limits. A little of each pause is added to it, so that what began together does not
come back together.
"""

import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.states import Attempt, Authorized, AwaitingCustomer, Canceled, Open, Paid, Processing

if TYPE_CHECKING:
    from domain.checkout import Checkout

_SECOND, _MINUTE, _HOUR, _DAY = (timedelta(seconds=unit) for unit in (1, 60, 3_600, 86_400))
SECRET_COUNTS_FOR = 2 * _HOUR
"""How long after the browser got the client secret the customer may act without us hearing of it."""


def next_look(checkout: "Checkout", at: datetime, *, hinted: bool = False) -> datetime | None:
    """Give the moment at which to ask the provider again, None when nothing is awaited.

    `hinted`: a hint is still to be looked into, and could not be just now.
    """
    times = [
        due if due > at else at + _pause(at - due, first, ceiling) for due, first, ceiling in _awaited(checkout, at)
    ]
    if hinted:
        times.append(at + _pause(at - (checkout.looked_at or checkout.opened_at), 30 * _SECOND, 15 * _MINUTE))
    if not times:
        return None
    wait = min(times) - at
    return min(times) + spread(min(wait / 10, _MINUTE), f"{checkout.id} {at}")


def lapsed(checkout: "Checkout", at: datetime) -> bool:
    """Say whether a checkout waited long enough; one whose attempt the provider never ended, a day longer (R45).

    Only where the provider says that nobody has paid: what it last told is a status that can be called off.
    """
    match checkout.state, checkout.told:
        case Open(), "AwaitingMethod" | "AwaitingConfirmation":
            return at >= checkout.lapses_at
        case AwaitingCustomer(attempt), "AwaitingAction":
            return at >= given_up_from(checkout, attempt)
    return False


def given_up_from(checkout: "Checkout", attempt: Attempt) -> datetime:
    """Give the moment from which an attempt that the provider never ends is not waited for any more (R45)."""
    return max(attempt.deadline, checkout.lapses_at) + _DAY


def _awaited(checkout: "Checkout", at: datetime) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Tell each thing that is awaited: from when, the first pause after that, and the longest."""
    for asked_at in checkout.unanswered_since():
        yield asked_at, 30 * _SECOND, _HOUR
    handed_out = checkout.secret_given_at
    if handed_out and checkout.waits_for_customer and at - handed_out < SECRET_COUNTS_FOR:
        yield handed_out, 2 * _MINUTE, 15 * _MINUTE
    match checkout.state:
        case Open():
            yield checkout.lapses_at, 30 * _SECOND, _HOUR
        case AwaitingCustomer(attempt):
            yield attempt.deadline, _MINUTE, _HOUR
        case Processing(since=since):
            yield since, _MINUTE, _HOUR
        case Authorized(capture_before=before):
            yield before or checkout.opened_at + 7 * _DAY, _HOUR, _HOUR
        case Paid() | Canceled():
            for refund in checkout.refunds:
                if refund.status == "pending":
                    yield refund.created_at, 5 * _MINUTE, 6 * _HOUR
            for dispute in checkout.disputes:
                if dispute.status == "open":
                    yield dispute.opened_at, _DAY, _DAY


def _pause(since: timedelta, first: timedelta, ceiling: timedelta) -> timedelta:
    return min(max(first, since), ceiling)


def spread(most: timedelta, seed: str) -> timedelta:
    """Give a part of a time that looks random and is the same for the same seed."""
    return most * zlib.crc32(seed.encode()) // 2**32
