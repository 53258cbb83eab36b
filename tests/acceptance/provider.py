"""The provider behind the system: what may go wrong there, what people do there, and what it has to say."""

from typing import Any, Protocol

from adapters.sandbox.addresses import client_secret
from adapters.sandbox.browser import Browser
from adapters.sandbox.dashboard import Dashboard
from adapters.sandbox.memory import Memory, Move
from adapters.sandbox.payment import SandboxPayment
from adapters.sandbox.snapshot import snapshot
from domain.errors import ProviderUnavailable
from domain.payment import Payment
from entrypoints.container import Container
from tests.acceptance.running import Run

CALLS = {
    "opening": "create",
    "redirection": "confirm",
    "change": "change_amount",
    "capture": "capture",
    "cancellation": "cancel",
    "refund": "refund",
    "evidence": "submit_evidence",
}
"""What the shop asks the provider for, and the gateway's word for it."""


class Provider(Protocol):
    """The provider, from its own side of the counter. A payment is known by its id."""

    def disconnect(self) -> None:
        """Give no answer, and take no effect."""

    def lose_answer(self, call: str) -> None:
        """Have the next call of a kind take effect and its answer get lost."""

    def lose_call(self, call: str) -> None:
        """Have the next call of a kind get lost on its way, before its effect."""

    def refuse(self, call: str, code: str) -> None:
        """Refuse the next call of a kind, for good."""

    def recover(self) -> None:
        """Have everything work again."""

    def withdraw_alma(self) -> None:
        """Stop offering Alma to this account."""

    def be_late(self) -> None:
        """Be late to end attempts."""

    def fail_refunds(self) -> None:
        """Have refunds fail on their way."""

    def payments(self) -> list[Payment]:
        """Give every payment that was ever made."""

    def see(self, payment: str) -> Payment:
        """Give a payment as the provider has it now."""

    def card(self, payment: str, outcome: str) -> None:
        """Be the customer who pays by card: `approve`, `refuse`, or `action` where the bank asks."""

    def go_to_alma(self, payment: str, return_to: str) -> str:
        """Be the customer who goes to Alma without the shop's server; give Alma's address."""

    def in_person(self, deed: str, payment: str, *args: Any, **facts: Any) -> str:
        """Have a person at the provider do something to a payment; give the id of what that makes, if anything."""


class Remembered:
    """The sandbox's memory, and a note of every payment and every attempt that were ever in it."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.ids: list[str] = []
        self.methods: set[str | None] = set()

    async def get(self, payment_id: str) -> SandboxPayment | None:
        return await self._memory.get(payment_id)

    async def update(self, payment_id: str, move: Move) -> SandboxPayment:
        kept = await self._memory.update(payment_id, move)
        if kept.intent and payment_id not in self.ids:
            self.ids.append(payment_id)
        if kept.intent and kept.intent.method:
            self.methods.add(kept.intent.method.id)
        if kept.intent and kept.intent.error and kept.intent.error.method:
            self.methods.add(kept.intent.error.method.id)
        return kept

    async def find(self, checkout_id: str) -> SandboxPayment | None:
        return await self._memory.find(checkout_id)

    async def following(self, payment_id: str, *, limit: int) -> tuple[SandboxPayment, ...]:
        return await self._memory.following(payment_id, limit=limit)


class SandboxProvider:
    """The provider as the sandbox plays it."""

    def __init__(self, container: Container, run: Run) -> None:
        self._run = run
        self._faults = container.faults()
        self._memory: Remembered = container.sandbox_memory()
        parts = (self._memory, container.clock(), self._faults)
        self._dashboard = Dashboard(*parts)
        self._browser = Browser(*parts, container.settings().public_url)

    def disconnect(self) -> None:
        self._faults.unreachable()

    def lose_answer(self, call: str) -> None:
        self._faults.lose_answer(CALLS[call])

    def lose_call(self, call: str) -> None:
        self._faults.slow_down(CALLS[call], before=_lost)

    def refuse(self, call: str, code: str) -> None:
        self._faults.refuse(CALLS[call], code)

    def recover(self) -> None:
        self._faults.lift()

    def withdraw_alma(self) -> None:
        self._faults.alma_not_offered = True

    def be_late(self) -> None:
        self._faults.late_to_end = True

    def fail_refunds(self) -> None:
        self._faults.refunds_fail = True

    def payments(self) -> list[Payment]:
        return [self.see(payment) for payment in self._memory.ids]

    def see(self, payment: str) -> Payment:
        return snapshot(self._run(self._dashboard.see(payment)))

    def card(self, payment: str, outcome: str) -> None:
        self._run(self._browser.confirm_with_card(payment, client_secret(payment), outcome))

    def go_to_alma(self, payment: str, return_to: str) -> str:
        going = self._browser.confirm_with_alma(payment, client_secret(payment), return_to=return_to)
        return self._run(going)

    def in_person(self, deed: str, payment: str, *args: Any, **facts: Any) -> str:
        return self._run(getattr(self._dashboard, deed)(payment, *args, **facts)) or ""


async def _lost() -> None:
    raise ProviderUnavailable
