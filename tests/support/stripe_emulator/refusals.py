"""How Stripe says no: a status, and an envelope with a type, a code, a message and the parameter it is about."""

from typing import Any

from tests.support.stripe_emulator.objects import Intent


class StripeRefusal(Exception):
    """A refusal on its way to the answer; `intent` is the PaymentIntent that it shows as it is."""

    def __init__(
        self,
        code: str | None,
        message: str,
        param: str | None = None,
        *,
        status: int = 400,
        type: str = "invalid_request_error",  # noqa: A002 -- Stripe's own name
        intent: Intent | None = None,
        decline_code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.intent = intent
        told = {"code": code, "decline_code": decline_code, "message": message, "param": param, "type": type}
        self.error: dict[str, Any] = {name: value for name, value in told.items() if value is not None}


class Invalid(StripeRefusal):
    """A refusal of parameters that fail validation: nothing was begun, so that no key remembers it."""


def missing_object(kind: str, object_id: str, param: str = "id") -> StripeRefusal:
    """Refuse an id that nothing has."""
    return StripeRefusal("resource_missing", f"No such {kind}: '{object_id}'", param, status=404)


def unexpected(intent: Intent, verb: str) -> StripeRefusal:
    """Refuse a deed that the PaymentIntent's status does not allow."""
    message = f"You cannot {verb} this PaymentIntent because it has a status of {intent.status}."
    return StripeRefusal("payment_intent_unexpected_state", message, intent=intent)
