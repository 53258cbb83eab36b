"""Hearing of an event: verified, its facts kept, answered; the work is done afterwards (R80, R81)."""

from dataclasses import dataclass

from domain.ports import Checkouts, Clock, Events


@dataclass(frozen=True, slots=True)
class HearEvent:
    """Keep an event's facts and have its checkout looked at, without asking the provider anything on the way."""

    checkouts: Checkouts
    events: Events
    clock: Clock
    mode: str

    async def __call__(self, body: bytes, signature: str | None) -> str:
        """Say what became of it: `stored`, `duplicate`, `irrelevant` (its type) or `other_mode`.

        Raises:
            InvalidSignature, InvalidRequest: it is not the provider's, or no event.
            StoreUnavailable: it could not be kept, and is to be sent again.
        """
        at = self.clock.now()
        hint = self.events.read(body, signature, at=at)
        if hint is None:
            return "irrelevant"
        if hint.mode != self.mode:
            return "other_mode"
        return "stored" if await self.checkouts.hear(hint, at=at) else "duplicate"
