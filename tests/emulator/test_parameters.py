"""What Stripe does not accept as parameters, and what it says of it."""

from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import CHAIR, TO_ALMA, Asked, approved, code_of, created, sent_to_alma
from tests.support.stripe_emulator.emulator import Emulator

MANY = {f"key_{number}": "value" for number in range(51)}


@pytest.mark.parametrize(
    ("more", "code", "param"),
    [
        ({"payment_method_types": ["alma"]}, "payment_method_types_no_longer_supported", "payment_method_types"),
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"idempotency_key": "chair"}, "parameter_unknown", "idempotency_key"),
        (
            {"automatic_payment_methods": {"enabled": True, "colour": "red"}},
            "parameter_unknown",
            "automatic_payment_methods[colour]",
        ),
        ({"amount": 0}, "parameter_invalid_integer", "amount"),
        ({"amount": -1}, "parameter_invalid_integer", "amount"),
        ({"amount": 149.9}, "parameter_invalid_integer", "amount"),
        ({"amount": "much"}, "parameter_invalid_integer", "amount"),
        ({"amount": 49}, "amount_too_small", "amount"),
        ({"amount": 100_000_000}, "amount_too_large", "amount"),
        ({"currency": "xyz"}, None, "currency"),
        ({"currency": ""}, "parameter_invalid_empty", "currency"),
        ({"capture_method": "sometimes"}, None, "capture_method"),
        ({"metadata": {"k" * 41: "v"}}, None, "metadata"),
        ({"metadata": {"k": "v" * 501}}, None, "metadata[k]"),
        ({"metadata": MANY}, None, "metadata"),
        ({"metadata": {"checkout": {"id": "co_chair"}}}, None, "metadata"),
        ({"metadata": "chair"}, None, "metadata"),
        ({"allowed_payment_method_types": "alma"}, None, "allowed_payment_method_types"),
        ({"allowed_payment_method_types": ["almo"]}, None, "allowed_payment_method_types[0]"),
        ({"expand": ["customer_of_the_month"]}, None, "expand"),
        ({"expand": ["latest_charge.colour"]}, None, "expand"),
        (
            {"allowed_payment_method_types": ["alma"], "automatic_payment_methods": {"enabled": True}},
            "parameters_exclusive",
            "automatic_payment_methods",
        ),
        (
            {"allowed_payment_method_types": ["alma"], "excluded_payment_method_types": ["card"]},
            "parameters_exclusive",
            "excluded_payment_method_types",
        ),
    ],
)
async def test_a_payment_is_not_created(
    client: StripeClient, emulator: Emulator, more: Asked, code: str | None, param: str
) -> None:
    """The refusal names the parameter, and nothing was made."""
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await created(client, {**CHAIR, **more})

    assert (refusal.value.http_status, code_of(refusal), refusal.value.param) == (400, code, param)
    assert emulator.events == []


@pytest.mark.parametrize("name", ["amount", "currency"])
async def test_what_is_needed_is_missed(client: StripeClient, name: str) -> None:
    """By its name."""
    asked = {key: value for key, value in CHAIR.items() if key != name}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await created(client, asked)

    assert (code_of(refusal), refusal.value.param) == ("parameter_missing", name)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"return_url": ""}, "parameter_invalid_empty"),
        ({"payment_method_data": {"colour": "red"}}, "parameter_unknown"),
        ({"payment_method_data": {}}, "payment_intent_unexpected_state"),
        ({"payment_method_types": ["alma"]}, "payment_method_types_no_longer_supported"),
        ({"amount": 15_000}, "parameter_unknown"),
    ],
)
async def test_a_confirmation_is_not_understood(client: StripeClient, more: Asked, code: str) -> None:
    """The payment stays open."""
    intent = await created(client)
    params: Any = {**TO_ALMA, **more}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.confirm_async(intent.id, params)

    assert code_of(refusal) == code
    assert (await client.v1.payment_intents.retrieve_async(intent.id)).status == "requires_payment_method"


@pytest.mark.parametrize(
    ("asked", "param"),
    [
        ({"amount": 0}, "amount"),
        ({"reason": "expired_uncaptured_charge"}, "reason"),
        ({"metadata": {"k" * 41: "v"}}, "metadata"),
        ({"payment_intent": None}, "payment_intent"),
        ({"payment_intent": "pi_nobody"}, "payment_intent"),
    ],
)
async def test_a_refund_is_not_understood(client: StripeClient, emulator: Emulator, asked: Asked, param: str) -> None:
    """Nothing goes back."""
    intent = await approved(client, emulator)
    every = {"payment_intent": intent.id, **asked}
    params: Any = {name: value for name, value in every.items() if value is not None}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.refunds.create_async(params)

    assert refusal.value.param == param
    assert (await client.v1.refunds.list_async()).data == []


@pytest.mark.parametrize("reason", ["automatic", "expired", "bored"])
async def test_reasons_that_are_stripes_own_are_not_taken(client: StripeClient, reason: str) -> None:
    """Four may be given."""
    intent = await sent_to_alma(client)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.cancel_async(intent.id, {"cancellation_reason": reason})

    assert refusal.value.param == "cancellation_reason"


async def test_metadata_is_unset_by_empty_values(client: StripeClient) -> None:
    """Other keys stay; an empty text unsets all."""
    intent = await created(client, metadata={"checkout": "co_chair", "order": "1001"})
    fewer = await client.v1.payment_intents.update_async(intent.id, {"metadata": {"order": ""}})
    none = await client.v1.payment_intents.update_async(intent.id, {"metadata": ""})

    assert fewer.metadata.to_dict() == {"checkout": "co_chair"}
    assert none.metadata.to_dict() == {}


async def test_an_unknown_payment_is_missing(client: StripeClient) -> None:
    """404, with a code."""
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.retrieve_async("pi_nobody")

    assert (refusal.value.http_status, code_of(refusal)) == (404, "resource_missing")
