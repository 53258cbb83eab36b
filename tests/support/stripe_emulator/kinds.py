"""Which kinds of method may pay: what the shop allows or excludes, and Stripe's rules for saying so."""

from typing import Any

from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.objects import Intent
from tests.support.stripe_emulator.refusals import StripeRefusal

_EXCLUDING_ALLOWED = ("automatic_payment_methods", "excluded_payment_method_types")


def exclusive(asked: dict[str, Any], intent: Intent | None = None) -> None:
    """Refuse a list of allowed kinds together with automatic methods, or with kinds that are excluded from these."""
    allowed = asked.get("allowed_payment_method_types") or (intent and intent.allowed)
    for name in _EXCLUDING_ALLOWED:
        if allowed and asked.get(name):
            message = f"You may only specify one of these parameters: allowed_payment_method_types, {name}."
            raise StripeRefusal("parameters_exclusive", message, name)


def limited(intent: Intent, asked: dict[str, Any]) -> None:
    """Take in which kinds are allowed or excluded; of automatic methods, only that they are on."""
    assert asked.get("automatic_payment_methods") in (None, {"enabled": True}), asked
    if "allowed_payment_method_types" in asked:
        intent.allowed = tuple(asked["allowed_payment_method_types"]) or None
    if "excluded_payment_method_types" in asked:
        intent.excluded = tuple(asked["excluded_payment_method_types"] or ())


def fitting(account: Account, intent: Intent, kind: str) -> None:
    """Refuse a kind of method that cannot pay this PaymentIntent."""
    if kind == "alma" and intent.currency != "eur":
        message = f"The currency {intent.currency} is not supported by alma. Supported currencies: eur."
        raise StripeRefusal("payment_intent_invalid_currency", message, "currency", intent=intent)
    if kind not in account.offered(intent):
        # Not confirmed: which code Stripe gives where the account has not enabled the kind.
        message = f"The PaymentMethod provided ({kind}) is not allowed for this PaymentIntent."
        raise StripeRefusal("payment_intent_incompatible_payment_method", message, intent=intent)
