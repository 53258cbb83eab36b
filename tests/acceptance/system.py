"""The shop's own system, as the scenarios have it: it hears what it is told, unless it is in a mood."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.outgoing import Answer, OutgoingEvent


@dataclass(slots=True)
class ShopSystem:
    """A receiver that keeps the port's promises; what it has not accepted, it has not heard."""

    heard: list[OutgoingEvent] = field(default_factory=list)
    answer: int = 204

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        """Hear of something, or not."""
        answer = Answer(self.answer)
        if answer.accepted:
            self.heard.append(event)
        return answer
