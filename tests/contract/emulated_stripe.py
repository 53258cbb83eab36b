"""Stripe as the world behind its gateway: an emulator instead of the network."""

from datetime import timedelta

from adapters.stripe.gateway import RETRIES, StripeGateway
from domain.payment import Payment, ProviderDispute
from domain.ports import PaymentGateway
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.http_client import EmulatedHTTPClient

CALLS = {
    "create": "payment_intents.create",
    "confirm": "payment_intents.confirm",
    "change_amount": "payment_intents.update",
    "capture": "payment_intents.capture",
    "cancel": "payment_intents.cancel",
    "refund": "refunds.create",
    "submit_evidence": "disputes.update",
}
"""The gateway's calls, and the emulator's words for them."""


class Stripe:
    """Stripe, as the emulator plays it; the SDK tries again by itself as it does in earnest."""

    def __init__(self) -> None:
        self._clock = ManualClock()
        self._emulator = Emulator(self._clock)
        self.gateway: PaymentGateway = StripeGateway.with_key(
            SECRET_KEY, api_base="https://stripe.example", http=EmulatedHTTPClient(self._emulator)
        )
        self._site = AlmaSite(self._emulator)
        self._browser = Browser(self._emulator)
        self._dashboard = Dashboard(self._emulator)

    async def decide(self, payment: Payment, decision: str) -> None:
        address = self._dashboard.see(payment.id)["next_action"]["redirect_to_url"]["url"]
        {"approve": self._site.approve, "refuse": self._site.refuse, "expire": self._site.expire}[decision](address)

    async def choose(self, payment: Payment, kind: str) -> None:
        self._browser.choose(await self._secret(payment), kind)

    async def pay_by_card(self, payment: Payment) -> None:
        self._browser.confirm_with_card(await self._secret(payment))

    async def work(self, payment: Payment) -> None:
        self._dashboard.put(payment.id, "processing")

    async def dispute(self, payment: Payment) -> None:
        self._dashboard.dispute(payment.id)

    async def decide_dispute(self, dispute: ProviderDispute, payment: Payment, status: str) -> None:
        self._dashboard.close_dispute(payment.id, dispute.id, status)

    async def answer_by_hand(self, dispute: ProviderDispute, payment: Payment) -> None:
        self._dashboard.submit_evidence(payment.id, dispute.id, "receipt")

    def withdraw_alma(self) -> None:
        self._emulator.settings.alma_enabled = False

    def disconnect(self) -> None:
        self._emulator.faults.unreachable()

    def lose_answer(self, kind: str) -> None:
        self._emulator.faults.lose_answer(CALLS[kind], times=1 + RETRIES)

    def reconnect(self) -> None:
        self._emulator.faults.lift()

    def wait(self, time: timedelta) -> None:
        self._clock.advance(time)

    async def _secret(self, payment: Payment) -> str:
        return await self.gateway.client_secret(payment.id)
