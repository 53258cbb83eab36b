"""The provider's dashboard: what people do to a payment behind the shop's back, for whoever tests."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex

from adapters.sandbox import attempts, moves, refunds
from adapters.sandbox.account import changed, looked_at
from adapters.sandbox.faults import Faults
from adapters.sandbox.keys import Deed
from adapters.sandbox.memory import Memory
from adapters.sandbox.payment import Intent
from domain.payment import ProviderDispute, ProviderRefund
from domain.ports import Clock

TIME_TO_ANSWER = timedelta(days=14)
"""How long a shop has to answer a dispute."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The account's payments in the hands of a person at the provider."""

    memory: Memory
    clock: Clock
    faults: Faults

    async def see(self, payment_id: str) -> Intent:
        """Look at a payment with all its facts."""
        return await looked_at(self.memory, payment_id, self.faults.conditions(self.clock.now()))

    async def capture(self, payment_id: str, amount: int | None = None) -> None:
        """Take what is reserved, or a part of it."""
        await self._do(
            payment_id,
            lambda intent, now: moves.captured(intent, amount or intent.amount, at=now.at),
        )

    async def cancel(self, payment_id: str, reason: str = "requested_by_customer") -> None:
        """Call a payment off."""
        await self._do(payment_id, lambda intent, now: moves.canceled(intent, reason, at=now.at))

    async def refund(self, payment_id: str, amount: int | None = None) -> str:
        """Give back an amount, or all that is left; give the refund's id. It has none of ours."""
        refund_id = f"re_{token_hex(12)}"
        await self._do(
            payment_id,
            lambda intent, now: refunds.refunded(
                intent,
                ProviderRefund(refund_id, amount or refunds.left(intent), "pending", now.at),
                reason=None,
                fails_with=now.refunds_fail_with,
            ),
        )
        return refund_id

    async def fail_refund(self, payment_id: str, refund_id: str, failure: str = "insufficient_funds") -> None:
        """Have a refund fail, also one that had succeeded."""
        await self._do(payment_id, lambda intent, _: refunds.failed(intent, refund_id, failure))

    async def dispute(self, payment_id: str, amount: int | None = None) -> str:
        """Open a dispute over an amount, or all that was received; give its id."""
        dispute_id = f"dp_{token_hex(12)}"
        await self._do(
            payment_id,
            lambda intent, now: refunds.disputed(
                intent,
                ProviderDispute(
                    dispute_id,
                    amount or intent.received,
                    "needs_response",
                    now.at,
                    now.at + TIME_TO_ANSWER,
                ),
            ),
        )
        return dispute_id

    async def close_dispute(self, payment_id: str, dispute_id: str, status: str) -> None:
        """Close a dispute, or move it on: `won`, `lost`, or any other of the provider's words."""
        await self._do(payment_id, lambda intent, _: refunds.dispute_moved(intent, dispute_id, status))

    async def alter(
        self,
        payment_id: str,
        *,
        amount: int | None = None,
        received: int | None = None,
        currency: str | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        """Change facts in any status, so that they contradict the shop's order (R5)."""
        await self._do(
            payment_id,
            lambda intent, _: moves.altered(
                intent, amount=amount, received=received, currency=currency, metadata=metadata
            ),
        )

    async def put(self, payment_id: str, status: str) -> None:
        """Put a payment into `processing`, or any status, known to the shop or not."""
        await self._do(payment_id, lambda intent, _: replace(intent, status=status))

    async def decide(self, payment_id: str, decision: str) -> None:
        """End an attempt that waits for a bank or is `processing`: `approve`, `refuse` or `expire`."""
        await self._do(payment_id, lambda intent, now: attempts.decided(intent, decision, at=now.at))

    async def _do(self, payment_id: str, deed: Deed) -> None:
        await changed(self.memory, payment_id, deed, self.faults.conditions(self.clock.now()))
