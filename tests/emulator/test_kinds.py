"""Which kinds of method may pay."""

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import CHAIR, TO_ALMA, Asked, code_of, created
from tests.support.stripe_emulator.emulator import Emulator


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({}, ["card", "alma"]),
        ({"automatic_payment_methods": {"enabled": True}}, ["card", "alma"]),
        ({"excluded_payment_method_types": ["alma"]}, ["card"]),
        ({"allowed_payment_method_types": ["alma"]}, ["alma"]),
        ({"allowed_payment_method_types": ["alma", "klarna"]}, ["alma"]),
        ({"amount": 4_999}, ["card"]),
        ({"amount": 5_000}, ["card", "alma"]),
        ({"amount": 500_000}, ["card", "alma"]),
        ({"amount": 500_001}, ["card"]),
        ({"currency": "usd"}, ["card"]),
        ({"currency": "usd", "allowed_payment_method_types": ["alma"]}, []),
    ],
)
async def test_what_does_not_fit_vanishes_in_silence(client: StripeClient, asked: Asked, kinds: list[str]) -> None:
    """The answer alone tells."""
    intent = await created(client, {**CHAIR, **asked})

    assert intent.payment_method_types == kinds


async def test_alma_vanishes_where_the_account_has_none(client: StripeClient, emulator: Emulator) -> None:
    """Also from payments that were made before."""
    intent = await created(client)
    emulator.settings.alma_enabled = False

    assert (await client.v1.payment_intents.retrieve_async(intent.id)).payment_method_types == ["card"]


async def test_an_exclusion_is_lifted_by_an_empty_text(client: StripeClient) -> None:
    """And set by an update."""
    intent = await created(client)
    out = await client.v1.payment_intents.update_async(intent.id, {"excluded_payment_method_types": ["alma"]})
    back = await client.v1.payment_intents.update_async(intent.id, {"excluded_payment_method_types": ""})

    assert (out.payment_method_types, back.payment_method_types) == (["card"], ["card", "alma"])


async def test_nothing_is_excluded_from_a_list_of_what_is_allowed(client: StripeClient) -> None:
    """Not by an update either."""
    intent = await created(client, allowed_payment_method_types=["alma"])
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.update_async(intent.id, {"excluded_payment_method_types": ["alma"]})

    assert code_of(refusal) == "parameters_exclusive"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"currency": "usd"}, "payment_intent_invalid_currency"),
        ({"excluded_payment_method_types": ["alma"]}, "payment_intent_incompatible_payment_method"),
        ({"amount": 4_999}, "payment_intent_incompatible_payment_method"),
    ],
)
async def test_what_vanished_is_not_confirmed(client: StripeClient, asked: Asked, code: str) -> None:
    """The payment stays open."""
    intent = await created(client, {**CHAIR, **asked})
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.confirm_async(intent.id, TO_ALMA)

    assert code_of(refusal) == code
    assert (await client.v1.payment_intents.retrieve_async(intent.id)).status == "requires_payment_method"
