"""The payment gateways under contract, each with a provider behind it and a customer in front of it."""

from datetime import timedelta
from typing import Protocol

from adapters.sandbox.alma_page import SandboxAlmaPage
from adapters.sandbox.browser import Browser
from adapters.sandbox.dashboard import Dashboard
from adapters.sandbox.faults import Faults
from adapters.sandbox.gateway import SandboxGateway
from adapters.sandbox.memory import InMemory
from domain.payment import Payment, ProviderDispute
from domain.ports import PaymentGateway
from entrypoints.http.measuring import MeasuredGateway
from tests.contract.emulated_stripe import Stripe
from tests.support.manual_clock import ManualClock

PUBLIC_URL = "https://pay.example"


class Provider(Protocol):
    """What the contract needs of the world behind a gateway."""

    gateway: PaymentGateway

    async def decide(self, payment: Payment, decision: str) -> None:
        """Be the customer on Alma's page: `approve`, `refuse` or `expire`."""

    async def choose(self, payment: Payment, kind: str) -> None:
        """Be the customer who chooses a way to pay and does not confirm it."""

    async def pay_by_card(self, payment: Payment) -> None:
        """Be the customer who pays with a card after all."""

    async def work(self, payment: Payment) -> None:
        """Have the provider work on a payment: `processing`."""

    async def dispute(self, payment: Payment) -> None:
        """Have the customer's side ask for the money back."""

    async def decide_dispute(self, dispute: ProviderDispute, payment: Payment, status: str) -> None:
        """Have the provider decide a dispute."""

    async def answer_by_hand(self, dispute: ProviderDispute, payment: Payment) -> None:
        """Be somebody at the provider's dashboard who submits a receipt."""

    def withdraw_alma(self) -> None:
        """Stop offering Alma to this account."""

    def disconnect(self) -> None:
        """Give no answer, and take no effect."""

    def lose_answer(self, kind: str) -> None:
        """Lose the answer to the next call of a kind, after its effect."""

    def reconnect(self) -> None:
        """Work again."""

    def wait(self, time: timedelta) -> None:
        """Let time pass."""


class Sandbox:
    """The sandbox, in a memory of its own."""

    def __init__(self) -> None:
        self._clock, self._faults = ManualClock(), Faults()
        parts = (InMemory(), self._clock, self._faults)
        self.gateway: PaymentGateway = SandboxGateway(*parts, PUBLIC_URL)
        self._page = SandboxAlmaPage(*parts)
        self._browser = Browser(*parts, PUBLIC_URL)
        self._dashboard = Dashboard(*parts)

    async def decide(self, payment: Payment, decision: str) -> None:
        await self._page.decide(payment.id, decision)

    async def choose(self, payment: Payment, kind: str) -> None:
        await self._browser.choose(payment.id, await self._secret(payment), kind)

    async def pay_by_card(self, payment: Payment) -> None:
        await self._browser.confirm_with_card(payment.id, await self._secret(payment))

    async def work(self, payment: Payment) -> None:
        await self._dashboard.put(payment.id, "processing")

    async def dispute(self, payment: Payment) -> None:
        await self._dashboard.dispute(payment.id)

    async def decide_dispute(self, dispute: ProviderDispute, payment: Payment, status: str) -> None:
        await self._dashboard.close_dispute(payment.id, dispute.id, status)

    async def answer_by_hand(self, dispute: ProviderDispute, payment: Payment) -> None:
        await self._dashboard.submit_evidence(payment.id, dispute.id, "receipt")

    def withdraw_alma(self) -> None:
        self._faults.alma_not_offered = True

    def disconnect(self) -> None:
        self._faults.unreachable()

    def lose_answer(self, kind: str) -> None:
        self._faults.lose_answer(kind)

    def reconnect(self) -> None:
        self._faults.lift()

    def wait(self, time: timedelta) -> None:
        self._clock.advance(time)

    async def _secret(self, payment: Payment) -> str:
        return await self.gateway.client_secret(payment.id)


class Measured(Sandbox):
    """The sandbox with what measures its calls around it."""

    def __init__(self) -> None:
        super().__init__()
        self.gateway = MeasuredGateway(self.gateway, lambda *_: None)


PROVIDERS: dict[str, type[Provider]] = {"sandbox": Sandbox, "measured": Measured, "stripe": Stripe}
"""Every gateway that is held to the contract."""
