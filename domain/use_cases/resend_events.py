"""Sending events again: one, whatever became of it, or all that could not be delivered (R88)."""

from dataclasses import dataclass
from datetime import datetime

from domain.outgoing import Delivery, OutgoingEvent, resent
from domain.ports import Clock, EventSearch, Outbox


@dataclass(frozen=True, slots=True)
class ResendEvents:
    """Have events delivered once more, from now on for three days."""

    outbox: Outbox
    clock: Clock

    async def __call__(self, event_id: str) -> OutgoingEvent:
        """Send one event again. Raises `NotFound`."""
        return await self._again(event_id, self.clock.now())

    async def undelivered(self) -> int:
        """Send again what could not be delivered until now, and say how many events that are."""
        at, sent, place = self.clock.now(), 0, None
        while True:
            page = await self.outbox.search(EventSearch(state=Delivery.UNDELIVERED, after=place))
            for event in page.items:
                await self._again(event.id, at)
            sent, place = sent + len(page.items), page.next
            if place is None:
                return sent

    async def _again(self, event_id: str, at: datetime) -> OutgoingEvent:
        return await self.outbox.update(event_id, lambda stored: resent(stored, at=at))
