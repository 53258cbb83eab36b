"""The two providers a shop may race against: the sandbox, and Stripe's emulator under the real SDK."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from adapters.sandbox.alma_page import SandboxAlmaPage
from adapters.sandbox.dashboard import Dashboard as SandboxDashboard
from adapters.stripe.gateway import RETRIES, StripeGateway
from domain.ports import Clock
from entrypoints.container import Container
from tests.contract.emulated_stripe import CALLS
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.http_client import EmulatedHTTPClient

Hook = Callable[[], Awaitable[None]]


class Provider(Protocol):
    """What a race needs of the world behind the gateway. A call is the name of the gateway's method."""

    async def decide(self, payment_id: str, decision: str) -> None:
        """Be the customer at Alma."""

    async def capture(self, payment_id: str, amount: int) -> None:
        """Be somebody at the provider's dashboard who captures."""

    async def refunds(self, payment_id: str) -> list[int]:
        """Give the amounts of the refunds there are."""

    async def amount(self, payment_id: str) -> int:
        """Give the payment's amount."""

    def slow_down(self, call: str, *, before: Hook | None = None, after: Hook | None = None) -> None:
        """Have something happen before the next call takes effect, or before its answer arrives."""

    def lose_answer(self, call: str) -> None:
        """Have the next call take effect and its answer get lost."""

    def miss(self, call: str) -> None:
        """Have the next call get no answer and take no effect."""

    def leave(self) -> None:
        """Give no answer to anything any more."""

    def return_(self) -> None:
        """Work again."""

    async def dispute(self, payment_id: str) -> None:
        """Have the customer's side ask for the money back."""

    async def lose_dispute(self, payment_id: str) -> None:
        """Have the provider decide the dispute against the shop."""

    async def refund(self, payment_id: str, amount: int) -> None:
        """Be somebody at the provider's dashboard who gives money back."""

    async def cancel(self, payment_id: str) -> None:
        """Be somebody at the provider's dashboard who calls off."""

    async def work(self, payment_id: str) -> None:
        """Have the provider work on a payment."""

    async def rest(self, payment_id: str) -> None:
        """Have the provider wait for a way to pay again."""

    async def fail_refund(self, payment_id: str) -> None:
        """Have the only refund there is fail."""

    async def estrange(self, payment_id: str) -> None:
        """Have the payment's metadata name somebody else's checkout."""

    def withdraw_alma(self) -> None:
        """Stop offering Alma to this account."""


class Sandbox:
    """The sandbox, in the shop's own database."""

    def __init__(self, container: Container) -> None:
        memory, clock, self._faults = container.sandbox_memory(), container.clock(), container.faults()
        self._page = SandboxAlmaPage(memory, clock, self._faults)
        self._dashboard = SandboxDashboard(memory, clock, self._faults)

    async def decide(self, payment_id: str, decision: str) -> None:
        await self._page.decide(payment_id, decision)

    async def capture(self, payment_id: str, amount: int) -> None:
        await self._dashboard.capture(payment_id, amount)

    async def refunds(self, payment_id: str) -> list[int]:
        return [refund.amount for refund in (await self._dashboard.see(payment_id)).refunds]

    async def amount(self, payment_id: str) -> int:
        return (await self._dashboard.see(payment_id)).amount

    def slow_down(self, call: str, *, before: Hook | None = None, after: Hook | None = None) -> None:
        self._faults.slow_down(call, before=before, after=after)

    def lose_answer(self, call: str) -> None:
        self._faults.lose_answer(call)

    def miss(self, call: str) -> None:
        async def leave() -> None:
            self._faults.unreachable(1)

        self.slow_down(call, before=leave)

    def leave(self) -> None:
        self._faults.unreachable()

    def return_(self) -> None:
        self._faults.lift()

    async def dispute(self, payment_id: str) -> None:
        await self._dashboard.dispute(payment_id)

    async def lose_dispute(self, payment_id: str) -> None:
        await self._dashboard.close_dispute(payment_id, None, "lost")

    async def refund(self, payment_id: str, amount: int) -> None:
        await self._dashboard.refund(payment_id, amount)

    async def cancel(self, payment_id: str) -> None:
        await self._dashboard.cancel(payment_id)

    async def work(self, payment_id: str) -> None:
        await self._dashboard.put(payment_id, "processing")

    async def rest(self, payment_id: str) -> None:
        await self._dashboard.put(payment_id, "requires_payment_method")

    async def fail_refund(self, payment_id: str) -> None:
        await self._dashboard.fail_refund(payment_id)

    async def estrange(self, payment_id: str) -> None:
        await self._dashboard.alter(payment_id, metadata={"checkout": "co_of_somebody_else"})

    def withdraw_alma(self) -> None:
        self._faults.alma_not_offered = True


class Stripe:
    """Stripe's emulator; the SDK tries again by itself, so that a fault meets every try."""

    def __init__(self, clock: Clock) -> None:
        self._emulator = Emulator(clock)
        self._site, self._dashboard = AlmaSite(self._emulator), Dashboard(self._emulator)
        self._disputes: dict[str, str] = {}

    def gateway(self) -> StripeGateway:
        """Give a gateway to it."""
        http = EmulatedHTTPClient(self._emulator)
        return StripeGateway.with_key(SECRET_KEY, api_base="https://stripe.example", http=http)

    async def decide(self, payment_id: str, decision: str) -> None:
        address = self._dashboard.see(payment_id)["next_action"]["redirect_to_url"]["url"]
        {"approve": self._site.approve, "refuse": self._site.refuse}[decision](address)

    async def capture(self, payment_id: str, amount: int) -> None:
        self._dashboard.capture(payment_id, amount)

    async def refunds(self, payment_id: str) -> list[int]:
        made = [call for kind, call in self._emulator.heard if kind == "refunds.create"]
        return [call["amount"] for call in made if call["payment_intent"] == payment_id]

    async def amount(self, payment_id: str) -> int:
        amount: int = self._dashboard.see(payment_id)["amount"]
        return amount

    def slow_down(self, call: str, *, before: Hook | None = None, after: Hook | None = None) -> None:
        self._emulator.faults.slow_down(_kind(call), before=before, after=after)

    def lose_answer(self, call: str) -> None:
        self._emulator.faults.lose_answer(_kind(call), times=1 + RETRIES)

    def miss(self, call: str) -> None:
        self._emulator.faults.unreachable(_kind(call), times=1 + RETRIES)

    def leave(self) -> None:
        self._emulator.faults.unreachable()

    def return_(self) -> None:
        self._emulator.faults.lift()

    async def dispute(self, payment_id: str) -> None:
        self._disputes[payment_id] = self._dashboard.dispute(payment_id)

    async def lose_dispute(self, payment_id: str) -> None:
        self._dashboard.close_dispute(payment_id, self._disputes[payment_id], "lost")

    async def refund(self, payment_id: str, amount: int) -> None:
        self._dashboard.refund(payment_id, amount)

    async def cancel(self, payment_id: str) -> None:
        self._dashboard.cancel(payment_id)

    async def work(self, payment_id: str) -> None:
        self._dashboard.put(payment_id, "processing")

    async def rest(self, payment_id: str) -> None:
        self._dashboard.put(payment_id, "requires_payment_method")

    async def fail_refund(self, payment_id: str) -> None:
        refund = next(it for it in self._emulator.account.objects if it.startswith("re_"))
        self._dashboard.fail_refund(payment_id, refund)

    async def estrange(self, payment_id: str) -> None:
        self._dashboard.alter(payment_id, metadata={"checkout": "co_of_somebody_else"})

    def withdraw_alma(self) -> None:
        self._emulator.settings.alma_enabled = False


def _kind(call: str) -> str:
    return {**CALLS, "look_up": "payment_intents.retrieve"}[call]
