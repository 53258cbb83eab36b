"""Cursors: a place in the list of checkouts, as opaque text that can be handed out and taken back."""

import base64
from datetime import UTC, datetime

from domain.errors import InvalidRequest
from domain.ports import Position


def text_of(position: Position | None) -> str | None:
    """Write a position as text, None at the end of the list."""
    if position is None:
        return None
    return base64.urlsafe_b64encode(f"{position.opened_at.isoformat()} {position.id}".encode()).decode().rstrip("=")


def position_of(text: str | None) -> Position | None:
    """Read a position back, None for the beginning of the list.

    Raises:
        InvalidRequest: it was not handed out by us.
    """
    if text is None:
        return None
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        at, checkout_id = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").split(" ")
        position = Position(datetime.fromisoformat(at).astimezone(UTC), checkout_id)
    except (ValueError, OverflowError):
        position = None
    if position is None or not position.id.isprintable() or text_of(position) != text:
        raise InvalidRequest("cursor", "is not one that was handed out here.")
    return position
