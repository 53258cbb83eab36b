"""An event for the shop's systems as a JSON document beside indexed columns, the form in which lasting stores keep it.

`try_at` and `leased_until` change without the document when an event is claimed, so the columns are the truth for both.
A field that is added has a default; any other change of the form comes with a step of the tables.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from domain.outgoing import OutgoingEvent
from domain.ports import EventPage, Position

KEPT_FOR = timedelta(days=30)
"""How long an event is kept once it is over; then it goes when later ones come (R88)."""

_DECODER = msgspec.json.Decoder(OutgoingEvent)
_ENCODER = msgspec.json.Encoder()


def decode(document: bytes, *, try_at: datetime | None, leased_until: datetime | None) -> OutgoingEvent:
    """Read an event from its document and the two columns beside it."""
    return replace(_DECODER.decode(document), try_at=try_at, leased_until=leased_until)


def columns(event: OutgoingEvent) -> dict[str, Any]:
    """Give what stands in the columns of an event's row: what it is listed, claimed and forgotten by."""
    return {
        "id": event.id,
        "state": event.state.value,
        "happened_at": event.happened_at,
        "try_at": event.try_at,
        "leased_until": event.leased_until,
        "over_at": event.over_at,
        "document": _ENCODER.encode(event),
    }


def page(found: tuple[OutgoingEvent, ...], limit: int) -> EventPage:
    """Make a page of what was found, of which one more than the limit shows that there is another."""
    items = found[:limit]
    return EventPage(items, Position(items[-1].happened_at, items[-1].id) if len(found) > limit else None)
