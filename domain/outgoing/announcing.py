"""Which events a change makes: they are read off the new entries of the checkout's history, so none is forgotten."""

import zlib
from collections.abc import Mapping

from domain.checkout import Checkout
from domain.outgoing.event import OutgoingEvent
from domain.outgoing.facts import facts
from domain.timeline import Entry

TYPES: Mapping[str, str] = {
    "paid": "checkout.paid",
    "authorized": "checkout.authorized",
    "attempt_failed": "checkout.attempt_failed",
    "canceled": "checkout.canceled",
    "refund_succeeded": "checkout.refund_succeeded",
    "refund_failed": "checkout.refund_failed",
    "dispute_opened": "checkout.dispute_opened",
    "dispute_won": "checkout.dispute_closed",
    "dispute_lost": "checkout.dispute_closed",
}
"""What the shop's systems are told of: what the history calls it, and the type of its event."""


def announced(before: Checkout | None, after: Checkout) -> tuple[OutgoingEvent, ...]:
    """Give the events that a change makes; `before` is None for a new checkout.

    Each is named by its checkout and its entry, so that a change made twice makes the same ones.
    """
    known = len(before.timeline) if before else 0
    return tuple(
        OutgoingEvent(
            id=_name(after, number, entry),
            type=TYPES[entry.event],
            checkout=after.id,
            happened_at=entry.at,
            data=facts(after, entry),
            since=entry.at,
            try_at=entry.at,
        )
        for number, entry in enumerate(after.timeline[known:], start=known + 1)
        if entry.event in TYPES
    )


def _name(checkout: Checkout, number: int, entry: Entry) -> str:
    """Name an event by the number of its entry, and by what that is: a restored store may count otherwise."""
    kind, _, name = checkout.id.partition("_")
    mark = zlib.crc32(f"{entry.event} {entry.at}".encode()) % 2**16
    return f"ev_{name or kind}_{number}_{mark:04x}"
