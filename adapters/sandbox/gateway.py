"""The gateway to the sandbox: what the real provider promises, kept without a network."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import TypeVar

from adapters.sandbox import disputes, keys, moves, refunds
from adapters.sandbox.account import looked_at
from adapters.sandbox.addresses import alma_page, client_secret
from adapters.sandbox.faults import Faults
from adapters.sandbox.memory import Memory
from adapters.sandbox.passing import Conditions
from adapters.sandbox.payment import Intent, SandboxPayment, touched_since
from adapters.sandbox.snapshot import snapshot
from domain.evidence import Evidence
from domain.payment import ALMA, Method, Payment, ProviderDispute, ProviderEvidence, ProviderRefund
from domain.ports import Clock, Hint, NewPayment

Result = TypeVar("Result")
_PAGE = 100


@dataclass(slots=True)
class SandboxGateway:
    """The payments of the sandbox, as the shop's server reaches them. Keys are remembered payment by payment."""

    memory: Memory
    clock: Clock
    faults: Faults
    public_url: str
    name: str = field(default="sandbox", init=False)

    async def create(self, payment: NewPayment, *, key: str) -> Payment:
        asked = keys.call(key, "create", **asdict(replace(payment, metadata=dict(payment.metadata))))

        async def made(now: Conditions) -> Payment:
            generation = 0
            while True:
                payment_id = keys.payment_id(key, generation)
                deed = partial(moves.created, payment_id, payment, at=now.at)
                move = partial(keys.made_once, asked=asked, deed=deed, now=now, of=payment_id)
                kept = await self.memory.update(payment_id, move)
                if kept.answer_to(key, now.at):
                    return snapshot(keys.told(kept, key, now.at))
                generation += 1  # the key made this one more than a day ago, and is forgotten

        return await self._ask("create", made)

    async def look_up(self, payment_id: str) -> Payment:
        async def looked(now: Conditions) -> Payment:
            return snapshot(await looked_at(self.memory, payment_id, now))

        return await self._ask("look_up", looked)

    async def find(self, checkout_id: str) -> Payment | None:
        async def found(now: Conditions) -> Payment | None:
            kept = await self.memory.find(checkout_id)
            return snapshot(await looked_at(self.memory, kept.id, now)) if kept else None

        return await self._ask("find", found)

    async def touched(self, *, since: datetime) -> AsyncIterator[str]:
        async def next_ones(after: str) -> tuple[SandboxPayment, ...]:
            return await self._ask("touched", lambda _: self.memory.following(after, limit=_PAGE))

        kept = await next_ones("")
        while kept:
            for payment in kept:
                if payment.intent and touched_since(payment.intent, since):
                    yield payment.id
            kept = await next_ones(kept[-1].id)

    async def events(self, *, since: datetime) -> AsyncIterator[Hint]:  # noqa: ARG002 -- the port's own signature
        """Give none: the sandbox tells nothing by itself."""
        nothing: tuple[Hint, ...] = ()
        for hint in nothing:
            yield hint

    async def client_secret(self, payment_id: str) -> str:
        async def told(now: Conditions) -> str:
            return client_secret((await looked_at(self.memory, payment_id, now)).id)

        return await self._ask("client_secret", told)

    async def confirm(self, payment_id: str, *, return_to: str, key: str) -> Payment:
        method_id = f"pm_{token_hex(12)}"
        page = None if self.faults.no_address else alma_page(self.public_url, payment_id)

        def deed(intent: Intent, now: Conditions) -> Intent:
            method = Method(method_id, ALMA, now.at)
            return moves.confirmed_with_alma(intent, method, return_to=return_to, page=page)

        asked = keys.call(key, "confirm", return_to=return_to)
        return snapshot(await self._do("confirm", payment_id, asked, deed))

    async def change_amount(self, payment_id: str, amount: int, *, exclude_alma: bool | None, key: str) -> Payment:
        def deed(intent: Intent, _: Conditions) -> Intent:
            return moves.amount_changed(intent, amount, exclude_alma=exclude_alma)

        asked = keys.call(key, "change_amount", amount=amount, exclude_alma=exclude_alma)
        return snapshot(await self._do("change_amount", payment_id, asked, deed))

    async def capture(self, payment_id: str, amount: int, *, key: str) -> Payment:
        def deed(intent: Intent, now: Conditions) -> Intent:
            return moves.captured(intent, amount, at=now.at)

        asked = keys.call(key, "capture", amount=amount)
        return snapshot(await self._do("capture", payment_id, asked, deed))

    async def cancel(self, payment_id: str, reason: str, *, key: str) -> Payment:
        def deed(intent: Intent, now: Conditions) -> Intent:
            return moves.canceled(intent, reason, at=now.at)

        asked = keys.call(key, "cancel", reason=reason)
        return snapshot(await self._do("cancel", payment_id, asked, deed))

    async def refund(
        self, payment_id: str, *, amount: int, reason: str | None, refund: str, key: str
    ) -> ProviderRefund:
        refund_id = f"re_{token_hex(12)}"

        def deed(intent: Intent, now: Conditions) -> Intent:
            asked_for = ProviderRefund(refund_id, amount, "pending", now.at, refund)
            return refunds.refunded(intent, asked_for, reason=reason, fails_with=now.refunds_fail_with)

        asked = keys.call(key, "refund", amount=amount, reason=reason, refund=refund)
        return (await self._do("refund", payment_id, asked, deed)).refunds[-1]

    async def submit_evidence(
        self, payment_id: str, dispute_id: str, evidence: Evidence, *, submission: str, key: str
    ) -> ProviderDispute:
        told = ProviderEvidence(evidence.kinds, evidence.text is not None, submission)

        def deed(intent: Intent, now: Conditions) -> Intent:
            return disputes.answered(intent, dispute_id, told, at=now.at)

        asked = keys.call(key, "submit_evidence", dispute=dispute_id, evidence=evidence.fingerprint, **asdict(told))
        return disputes.of(await self._do("submit_evidence", payment_id, asked, deed), dispute_id)

    async def _do(self, kind: str, payment_id: str, asked: keys.Call, deed: keys.Deed) -> Intent:
        """Have one effect, at most, and give the answer that the key was given first."""

        async def done(now: Conditions) -> Intent:
            move = partial(keys.once, asked=asked, deed=deed, now=now, of=payment_id)
            return keys.told(await self.memory.update(payment_id, move), asked.key, now.at)

        return await self._ask(kind, done)

    async def _ask(self, kind: str, call: Callable[[Conditions], Awaitable[Result]]) -> Result:
        """Reach the provider, through whatever is wrong with it."""
        wait = await self.faults.before(kind)
        try:
            return await call(self.faults.conditions(self.clock.now(), kind))
        finally:
            await self.faults.after(kind, wait)
