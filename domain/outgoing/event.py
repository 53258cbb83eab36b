"""An event for the shop's own systems, and how its delivery stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.orphans import Done


class Delivery(StrEnum):
    """How the delivery of an event stands: it waits for a try, or is over."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver said to a try: its HTTP status, or a word for why there was none.

    `wait` is how long it wants to be left alone, where it says so.
    """

    said: int | str
    wait: timedelta = timedelta()

    @property
    def accepted(self) -> bool:
        """Whether the receiver has the event now: any status of success."""
        return isinstance(self.said, int) and 200 <= self.said <= 299  # noqa: PLR2004 -- the statuses of success

    @property
    def gone(self) -> bool:
        """Whether the receiver wants no events any more."""
        return self.said == 410  # noqa: PLR2004 -- the status for this


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingEvent:
    """Something that happened to a checkout, for the shop's own systems to hear.

    `data` is what they are told, as it was when it happened. It is tried since `since`, the next time at `try_at`;
    until `leased_until` one worker is at it, and others leave it alone. `last_answer` is what the receiver said at
    `last_tried_at`; `aside` is who took care of it where it was not delivered.
    """

    id: str
    type: str
    checkout: str
    happened_at: datetime
    data: Mapping[str, Any]
    since: datetime
    state: Delivery = Delivery.WAITING
    try_at: datetime | None = None
    leased_until: datetime | None = None
    tries: int = 0
    last_tried_at: datetime | None = None
    last_answer: str | None = None
    aside: Done | None = None

    @property
    def over_at(self) -> datetime | None:
        """Since when nobody needs it any more, so that it may be forgotten; what was not delivered is kept."""
        match self.state:
            case Delivery.DELIVERED:
                return self.last_tried_at
            case Delivery.SET_ASIDE:
                return self.aside.at if self.aside else None
        return None
