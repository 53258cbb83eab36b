"""What the emulator cannot judge fails the test, instead of passing in silence."""

from typing import Any

import pytest
from stripe import PaymentIntent, StripeClient

from tests.emulator.chair import CHAIR, THANKS, Asked, created
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.holding import held_to_class, held_to_parameters


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("setup_future_usage", "off_session"),
        ("automatic_payment_methods", {"enabled": True, "allow_redirects": "never"}),
        ("automatic_payment_methods", {"enabled": False}),
    ],
)
async def test_a_parameter_that_would_be_ignored_fails_the_test(client: StripeClient, name: str, value: object) -> None:
    """Stripe knows it, the emulator does not."""
    with pytest.raises(AssertionError, match=name):
        await created(client, {**CHAIR, name: value})


async def test_only_alma_is_confirmed_by_the_server(client: StripeClient) -> None:
    """Another way to pay would be taken for it."""
    intent = await created(client)
    klarna: Any = {"payment_method_data": {"type": "klarna"}, "return_url": THANKS}
    with pytest.raises(AssertionError, match="klarna"):
        await client.v1.payment_intents.confirm_async(intent.id, klarna)


async def test_parameters_of_another_type_fail_the_test() -> None:
    """They are held to the SDK's own types."""
    from stripe.params import PaymentIntentCreateParams

    with pytest.raises(AssertionError, match="amount"):
        held_to_parameters({"amount": "149.90"}, PaymentIntentCreateParams)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colour": "red"}, "strange"),
        ({"amount": None}, "amount is null"),
        ({"amount": "149.90"}, "amount is str"),
        ({"object": "payment_intention"}, "object is"),
        ({"next_action": {"type": "redirect_to_url", "address": "https://alma.example"}}, "strange"),
    ],
)
async def test_an_answer_that_the_sdk_does_not_know_fails_the_test(
    client: StripeClient, emulator: Emulator, change: Asked, complaint: str
) -> None:
    """Field by field, and inside of them."""
    intent = await created(client)
    document = {**intent.to_dict(), **change}
    with pytest.raises(AssertionError, match=complaint):
        held_to_class(document, PaymentIntent)


async def test_an_answer_without_a_field_that_is_always_there_fails_the_test(client: StripeClient) -> None:
    """Optional ones may be absent."""
    document = (await created(client)).to_dict()
    del document["client_secret"]
    held_to_class(document)
    del document["status"]

    with pytest.raises(AssertionError, match="absent"):
        held_to_class(document)
