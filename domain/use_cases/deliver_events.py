"""Telling the shop's own systems what happened: every event that is due is handed over, and the answer kept (R87)."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from domain.outgoing import OutgoingEvent, answered
from domain.ports import Clock, Outbox, Receiver

LEASE = timedelta(minutes=1)
"""How long a claimed event is left alone by others, longer than a delivery takes; then, its worker must have died."""

Handing = Callable[[], Awaitable[None]]
"""One event, to be handed over."""
HandOver = Callable[[Iterable[Handing]], Awaitable[None]]
"""The way to hand events over: how many at once."""


async def in_turn(events: Iterable[Handing]) -> None:
    """Hand one over after the other."""
    for hand_over in events:
        await hand_over()


@dataclass(frozen=True, slots=True)
class DeliverEvents:
    """Deliver the events that are due.

    Between the receiver's answer and its being written down a process may die; then the event is delivered once more,
    under the same id.
    """

    outbox: Outbox
    receiver: Receiver
    clock: Clock
    hand_over: HandOver = in_turn

    async def __call__(self, *, limit: int = 20) -> int:
        """Claim what is due and have it handed over; say how many events that are."""
        at = self.clock.now()
        due = await self.outbox.claim(at=at, until=at + LEASE, limit=limit)
        await self.hand_over(partial(self._deliver, event) for event in due)
        return len(due)

    async def _deliver(self, event: OutgoingEvent) -> None:
        answer = await self.receiver.deliver(event, at=self.clock.now())
        at, lease = self.clock.now(), event.leased_until
        await self.outbox.update(event.id, lambda stored: answered(stored, answer, lease=lease, at=at))
