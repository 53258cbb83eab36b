"""The page that stands in for Alma's: the customer approves, refuses, or lets the time run out."""

from dataclasses import dataclass

from adapters.sandbox import attempts
from adapters.sandbox.account import changed, looked_at
from adapters.sandbox.addresses import sent_back
from adapters.sandbox.faults import Faults
from adapters.sandbox.memory import Memory
from adapters.sandbox.passing import Conditions
from adapters.sandbox.payment import Intent
from domain.errors import InvalidRequest, NotAllowedNow, NotFound, ProviderRefused
from domain.ports import AlmaPageView, Clock

DECISIONS = ("approve", "refuse", "expire")

STATUSES = {
    "requires_action": "awaiting_customer",
    "processing": "processing",
    "requires_capture": "authorized",
    "succeeded": "paid",
    "canceled": "canceled",
}
"""What the checkout's status is called where an attempt is over; anything else is open again."""


@dataclass(frozen=True, slots=True)
class SandboxAlmaPage:
    """The sandbox's side of the customer's visit to Alma."""

    memory: Memory
    clock: Clock
    faults: Faults

    async def show(self, payment_id: str) -> AlmaPageView:
        intent = await self._visited(payment_id)
        return AlmaPageView(intent.id, intent.amount, intent.currency, intent.at_alma)

    async def decide(self, payment_id: str, decision: str, *, installments: int = 3) -> str:
        """Act as the customer, who pays in 2, 3 or 4; give the address to go back to.

        Raises:
            InvalidRequest: not one of the decisions.
            NotFound, NotAllowedNow: the customer was never sent here, or the attempt is over.
        """
        if decision not in DECISIONS:
            raise InvalidRequest("decision", f"is one of {', '.join(DECISIONS)}")
        await self._visited(payment_id)

        def deed(intent: Intent, now: Conditions) -> Intent:
            if not intent.at_alma:
                raise NotAllowedNow("Deciding", STATUSES.get(intent.status, "open"))
            return attempts.decided(intent, decision, at=now.at, installments=installments)

        intent = await changed(self.memory, payment_id, deed, self._now())
        return sent_back(intent.return_to or "", intent.id, succeeded=decision == "approve")

    async def _visited(self, payment_id: str) -> Intent:
        try:
            intent = await looked_at(self.memory, payment_id, self._now())
        except ProviderRefused:
            intent = None
        if intent is None or intent.return_to is None:
            raise NotFound("Nobody was sent here for such a payment.")
        return intent

    def _now(self) -> Conditions:
        return self.faults.conditions(self.clock.now())
