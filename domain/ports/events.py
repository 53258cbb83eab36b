"""What the provider says by itself: events, of which the facts are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hint:
    """An event's facts: something may have changed (R80). Never the event's body."""

    id: str
    type: str
    object_id: str
    payment_id: str | None
    checkout_id: str | None
    mode: str
    happened_at: datetime


class Events(Protocol):
    """The provider's events, as they arrive."""

    def read(self, body: bytes, signature: str | None, *, at: datetime) -> Hint | None:
        """Verify the signature of the raw body at a moment, then give the event's facts; None for an irrelevant type.

        Raises:
            InvalidSignature: missing, wrong, or more than 300 s from now in either direction.
            InvalidRequest: signed, and no event.
        """
