"""Hearing of an event: verified, its facts kept, answered; the work is done afterwards (R80, R81)."""

from dataclasses import dataclass

from domain.ports import Checkouts, Clock, Events

RELEVANT = (
    "payment_intent.requires_action",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "payment_intent.processing",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
)
"""What the provider's endpoint is to listen to."""


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
        if hint.mode != self.mode:
            return "other_mode"
        if hint.type not in RELEVANT:
            return "irrelevant"
        return "stored" if await self.checkouts.hear(hint, at=at) else "duplicate"
