"""The customer's browser with Stripe.js in it: a client secret is all that it has."""

from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest

from tests.support.stripe_emulator import kinds, life
from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.decisions import decided
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.objects import Intent
from tests.support.stripe_emulator.refusals import missing_object, unexpected


class Browser:
    """The Payment Element on the shop's page. Elements refuse the secret of a payment that is not open."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def confirm_with_alma(self, client_secret: str, *, return_url: str) -> str:
        """Go to Alma; give the address of its page."""
        with self._open(client_secret) as (account, intent):
            kinds.fitting(account, intent, "alma")
            life.chosen(account, intent, "alma")
            life.sent_away(account, intent, return_url)
            return intent.attempt.url if intent.attempt else ""

    def confirm_with_card(self, client_secret: str, outcome: str = "approve") -> str:
        """Pay with a card: `approve`, `refuse`, or `action` where the bank asks; give the status."""
        with self._open(client_secret) as (account, intent):
            kinds.fitting(account, intent, "card")
            life.chosen(account, intent, "card")
            if outcome == "action":
                life.sent_away(account, intent, None)
            else:
                intent.status = "processing"
                decided(account, intent, outcome)
            return intent.status

    def choose(self, client_secret: str, kind: str) -> str:
        """Choose a way to pay without confirming it; give the status."""
        with self._open(client_secret) as (account, intent):
            kinds.fitting(account, intent, kind)
            life.chosen(account, intent, kind)
            return intent.status

    @contextmanager
    def _open(self, client_secret: str) -> Iterator[tuple[Account, Intent]]:
        with self._emulator.acting() as account:
            intent = account.objects.get(client_secret.partition("_secret_")[0])
            if not isinstance(intent, Intent) or not compare_digest(intent.client_secret, client_secret):
                raise missing_object("payment_intent", "(by its client secret)", "client_secret")
            if intent.status not in life.CONFIRMABLE:
                raise unexpected(intent, "confirm")
            yield account, intent
