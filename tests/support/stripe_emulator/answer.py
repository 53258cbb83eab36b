"""What the emulator answers over HTTP."""

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

import stripe

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.documents import API_VERSION, document
from tests.support.stripe_emulator.holding import held_to_class
from tests.support.stripe_emulator.layout import laid_out
from tests.support.stripe_emulator.refusals import StripeRefusal


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers, and a body."""

    status: int
    headers: dict[str, str]
    body: bytes


def request_id() -> str:
    """Give a name for a request, for Stripe's support to look it up by."""
    return f"req_{token_urlsafe(10)}"


def answer(status: int, told: Document, **headers: str) -> Answer:
    """Answer in JSON, laid out as Stripe does."""
    common = {"content-type": "application/json", "stripe-version": API_VERSION, "request-id": request_id()}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {**common, **named}, laid_out(told))


def refusal(account: Account, refused: StripeRefusal) -> Answer:
    """Answer with Stripe's envelope for a refusal."""
    error: dict[str, Any] = dict(refused.error)
    if refused.intent:
        error["payment_intent"] = document(account, refused.intent)
        held_to_class(error["payment_intent"])
    held_to_class(error, stripe.ErrorObject)
    return answer(refused.status, {"error": error}, **_advice(refused.status))


def _advice(status: int) -> dict[str, str]:
    """Say whether to try again: what was begun and failed is remembered, a lock is soon open."""
    if status == 429:
        return {"stripe_should_retry": "true"}
    return {"stripe_should_retry": "false"} if status == 500 else {}
