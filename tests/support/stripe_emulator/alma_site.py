"""Alma's site as the customer meets it: a redirect address is all that they have."""

from urllib.parse import urlencode, urlsplit

from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.decisions import decided
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.objects import Attempt, Intent


class AttemptOver(Exception):
    """The page of an attempt that ended, or was followed by another one."""


class AlmaSite:
    """What a customer can do there; each deed gives the address they are sent back to, with Stripe's parameters."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def show(self, address: str) -> tuple[int, str, bool]:
        """Show the amount in minor units, the currency, and whether the customer may still decide."""
        with self._emulator.acting() as account:
            attempt = _attempt(account, address)
            intent = account.get(Intent, attempt.intent)
            return intent.amount, intent.currency, intent.attempt is attempt

    def approve(self, address: str, *, installments: int = 3) -> str:
        """Take the plan: 2, 3 or 4 instalments."""
        return self._decide(address, "approve", installments)

    def refuse(self, address: str) -> str:
        """Be refused, or change one's mind."""
        return self._decide(address, "refuse")

    def expire(self, address: str) -> str:
        """Have Alma end the attempt, with the explicit code (not confirmed: that Alma gives it)."""
        return self._decide(address, "expire")

    def leave(self, address: str) -> str:
        """Come back without a decision; another device may still finish."""
        with self._emulator.acting() as account:
            attempt = _attempt(account, address)
            return _sent_back(account.get(Intent, attempt.intent), attempt.return_url)

    def _decide(self, address: str, decision: str, installments: int = 3) -> str:
        with self._emulator.acting() as account:
            attempt = _attempt(account, address)
            intent = account.get(Intent, attempt.intent)
            if intent.attempt is not attempt:
                raise AttemptOver
            decided(account, intent, decision, installments=installments)
            return _sent_back(intent, attempt.return_url)


def _attempt(account: Account, address: str) -> Attempt:
    return account.attempts[urlsplit(address).path.rpartition("/")[2]]


def _sent_back(intent: Intent, return_url: str) -> str:
    told = {
        "payment_intent": intent.id,
        "payment_intent_client_secret": intent.client_secret,
        "redirect_status": "failed" if intent.status == "requires_payment_method" else "succeeded",
        "redirect_pm_type": "alma",
    }
    parts = urlsplit(return_url)
    return parts._replace(query="&".join(filter(None, (parts.query, urlencode(told))))).geturl()
