"""Alma and the provider as Stripe's emulator plays them, under the real SDK."""

from typing import Any

import stripe
from stripe import Dispute, PaymentIntent, Refund

from adapters.stripe.gateway import RETRIES, StripeGateway
from adapters.stripe.translation import payment_of
from domain.payment import Payment
from domain.ports import Clock
from tests.acceptance.provider import CALLS as GATEWAYS_WORDS
from tests.contract.emulated_stripe import CALLS as STRIPES_WORDS
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.http_client import EmulatedHTTPClient

SETTINGS = {
    "STRIPE_SECRET_KEY": SECRET_KEY,
    "STRIPE_PUBLISHABLE_KEY": "pk_test_emulated",
    "STRIPE_WEBHOOK_SECRET": "whsec_emulated",
}
EVERY_TRY = 1 + RETRIES
"""The SDK tries again by itself, so that a fault has to meet every try."""


class EmulatedAlma:
    """Alma's site, behind the emulator's redirect addresses."""

    def __init__(self, emulator: Emulator) -> None:
        self._site = AlmaSite(emulator)

    def approve(self, address: str) -> str:
        return self._site.approve(address)

    def refuse(self, address: str) -> str:
        return self._site.refuse(address)

    def let_expire(self, address: str) -> str:
        return self._site.expire(address)

    def leave(self, address: str) -> str:
        return self._site.leave(address)


class EmulatedProvider:
    """Stripe, with its account and its faults."""

    def __init__(self, clock: Clock) -> None:
        self.emulator = Emulator(clock)
        self._faults = self.emulator.faults
        self._browser, self._dashboard = Browser(self.emulator), Dashboard(self.emulator)

    def gateway(self) -> StripeGateway:
        """Give a gateway to this account."""
        http = EmulatedHTTPClient(self.emulator)
        return StripeGateway.with_key(SECRET_KEY, api_base="https://stripe.example", http=http)

    def disconnect(self) -> None:
        self._faults.unreachable()

    def lose_answer(self, call: str) -> None:
        self._faults.lose_answer(_kind(call), times=EVERY_TRY)

    def lose_call(self, call: str) -> None:
        self._faults.unreachable(_kind(call), times=EVERY_TRY)

    def refuse(self, call: str, code: str) -> None:
        self._faults.refuse(_kind(call), code)

    def recover(self) -> None:
        self._faults.lift()
        settings = self.emulator.settings
        settings.alma_enabled, settings.late_to_end, settings.refunds_fail = True, False, None

    def withdraw_alma(self) -> None:
        self.emulator.settings.alma_enabled = False

    def be_late(self) -> None:
        self.emulator.settings.late_to_end = True

    def fail_refunds(self) -> None:
        self.emulator.settings.refunds_fail = "insufficient_funds"

    def payments(self) -> list[Payment]:
        return [self.see(payment) for payment in self._dashboard.payments()]

    def see(self, payment: str) -> Payment:
        intent = PaymentIntent.construct_from(self._dashboard.see(payment), SECRET_KEY)
        return payment_of(intent, self._beside(Refund, "re_", payment), self._beside(Dispute, "du_", payment))

    def card(self, payment: str, outcome: str) -> None:
        self._browser.confirm_with_card(self._secret(payment), outcome)

    def go_to_alma(self, payment: str, return_to: str) -> str:
        return self._browser.confirm_with_alma(self._secret(payment), return_url=return_to)

    def in_person(self, deed: str, payment: str, *args: Any, **facts: Any) -> str:
        return getattr(self._dashboard, deed)(payment, *args, **facts) or ""

    def _secret(self, payment: str) -> str:
        secret: str = self._dashboard.see(payment)["client_secret"]
        return secret

    def _beside(self, kind: type[stripe.StripeObject], prefix: str, payment: str) -> list[Any]:
        """Give the refunds or disputes of a payment."""
        told = [self._dashboard.see(name) for name in self.emulator.account.objects if name.startswith(prefix)]
        return [kind.construct_from(one, SECRET_KEY) for one in told if one["payment_intent"] == payment]


def _kind(call: str) -> str:
    return STRIPES_WORDS[GATEWAYS_WORDS[call]]
