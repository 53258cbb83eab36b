"""The provider's dashboard: what people do to a payment behind the shop's back, for whoever tests or practises."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex

from adapters.sandbox import attempts, disputes, moves, refunds
from adapters.sandbox.account import changed, looked_at
from adapters.sandbox.faults import Faults
from adapters.sandbox.keys import Deed
from adapters.sandbox.memory import Memory
from adapters.sandbox.payment import Intent
from domain.payment import ProviderDispute, ProviderEvidence, ProviderRefund
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

    async def fail_refund(
        self, payment_id: str, refund_id: str | None = None, failure: str = "insufficient_funds"
    ) -> str:
        """Have a refund fail, the latest unless it is named, also one that had succeeded; give its id."""
        failing = refund_id or refunds.latest(await self.see(payment_id))
        await self._do(payment_id, lambda intent, _: refunds.failed(intent, failing, failure))
        return failing

    async def dispute(self, payment_id: str, amount: int | None = None, reason: str = "product_not_received") -> str:
        """Open a dispute over an amount, or all that was received; give its id."""
        dispute_id = f"dp_{token_hex(12)}"
        await self._do(
            payment_id,
            lambda intent, now: disputes.opened(
                intent,
                ProviderDispute(
                    dispute_id,
                    amount or intent.received,
                    "needs_response",
                    now.at,
                    now.at + TIME_TO_ANSWER,
                    reason,
                ),
            ),
        )
        return dispute_id

    async def close_dispute(self, payment_id: str, dispute_id: str | None, status: str) -> str:
        """Close a dispute, or move it on, the latest that is open unless it is named; give its id.

        The status is `won`, `lost`, or any other of the provider's words.
        """
        closing = dispute_id or disputes.latest(await self.see(payment_id))
        await self._do(payment_id, lambda intent, _: disputes.moved(intent, closing, status))
        return closing

    async def submit_evidence(self, payment_id: str, dispute_id: str, *kinds: str) -> None:
        """Answer a dispute without the shop's server: there is no name of ours in it."""
        evidence = ProviderEvidence(kinds)
        await self._do(payment_id, lambda intent, now: disputes.answered(intent, dispute_id, evidence, at=now.at))

    async def receive(self, payment_id: str, amount: int) -> None:
        """Have another amount received than was asked for, of a payment that succeeded."""
        await self._do(payment_id, lambda intent, _: moves.received(intent, amount))

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
