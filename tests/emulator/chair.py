"""A chair for 149.90 euros, and how far its payment has come."""

from typing import Any

import pytest
import stripe
from stripe import PaymentIntent, StripeClient

from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.emulator import Emulator

Asked = dict[str, Any]
"""Parameters, right or wrong."""

CHAIR: Asked = {"amount": 14_990, "currency": "eur", "metadata": {"checkout": "co_chair"}}
RESERVED_CHAIR = {**CHAIR, "capture_method": "manual"}
THANKS = "https://shop.example/thanks?order=1001#top"
TO_ALMA: Any = {"payment_method_data": {"type": "alma"}, "return_url": THANKS}


async def created(client: StripeClient, asked: Asked = CHAIR, key: str | None = None, **more: Any) -> PaymentIntent:
    params: Any = {**asked, **more}
    options: Any = {"idempotency_key": key} if key else None
    return await client.v1.payment_intents.create_async(params, options)


async def sent_to_alma(client: StripeClient, asked: Asked = CHAIR) -> PaymentIntent:
    return await client.v1.payment_intents.confirm_async((await created(client, asked)).id, TO_ALMA)


async def approved(client: StripeClient, emulator: Emulator, asked: Asked = CHAIR) -> PaymentIntent:
    sent = await sent_to_alma(client, asked)
    AlmaSite(emulator).approve(address_of(sent))
    return await seen(client, sent)


async def seen(client: StripeClient, intent: PaymentIntent) -> PaymentIntent:
    expand: Any = {"expand": ["payment_method", "latest_charge.balance_transaction"]}
    return await client.v1.payment_intents.retrieve_async(intent.id, expand)


def address_of(intent: PaymentIntent) -> str:
    assert intent.next_action
    assert intent.next_action.redirect_to_url
    return intent.next_action.redirect_to_url.url or ""


def code_of(refusal: pytest.ExceptionInfo[stripe.StripeError]) -> str | None:
    """Give the code that Stripe told; some refusals have a type alone."""
    return refusal.value.error.code if refusal.value.error else None
