"""Idempotency keys."""

from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import RESERVED_CHAIR, Asked, code_of, created, sent_to_alma
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator


def replayed(answer: stripe.StripeObject) -> bool:
    assert answer.last_response
    return answer.last_response.headers.get("idempotent-replayed") == "true"


async def test_a_key_makes_one_payment(client: StripeClient, emulator: Emulator) -> None:
    """The first answer comes again, and says so."""
    first = await created(client, key="chair")
    again = await created(client, key="chair")

    assert again.to_dict() == first.to_dict()
    assert (replayed(first), replayed(again)) == (False, True)
    assert len(emulator.heard) == 1


async def test_a_replay_is_as_it_was_then(client: StripeClient, emulator: Emulator) -> None:
    """It tells nothing of what happened since."""
    first = await created(client, key="chair")
    Dashboard(emulator).cancel(first.id)
    again = await created(client, key="chair")

    assert again.status == "requires_payment_method"


async def test_the_order_of_parameters_is_no_difference(client: StripeClient) -> None:
    """What they say is."""
    first = await created(client, {"amount": 14_990, "currency": "eur"}, key="chair")
    again = await created(client, {"currency": "eur", "amount": 14_990}, key="chair")

    assert again.id == first.id


@pytest.mark.parametrize("more", [{"amount": 15_000}, {"metadata": {}}, {"expand": ["payment_method"]}])
async def test_a_key_with_other_parameters_is_refused(client: StripeClient, more: Asked) -> None:
    """Any of them counts."""
    await created(client, key="chair")
    with pytest.raises(stripe.IdempotencyError) as refusal:
        await created(client, key="chair", **more)

    assert refusal.value.error
    assert (refusal.value.http_status, refusal.value.error.type) == (400, "idempotency_error")


async def test_a_key_for_another_endpoint_is_refused(client: StripeClient) -> None:
    """Another payment's address is another endpoint."""
    intent = await created(client, key="chair")
    with pytest.raises(stripe.IdempotencyError):
        await client.v1.payment_intents.cancel_async(intent.id, {}, {"idempotency_key": "chair"})


async def test_a_refusal_comes_again(client: StripeClient, emulator: Emulator) -> None:
    """Although it would succeed by now."""
    intent = await sent_to_alma(client, RESERVED_CHAIR)
    options: Any = {"idempotency_key": "capture"}
    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.payment_intents.capture_async(intent.id, {}, options)
    Dashboard(emulator).put(intent.id, "requires_capture")
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.capture_async(intent.id, {}, options)

    assert code_of(refusal) == "payment_intent_unexpected_state"
    assert refusal.value.headers
    assert refusal.value.headers["idempotent-replayed"] == "true"


async def test_what_fails_validation_uses_no_key_up(client: StripeClient) -> None:
    """Nothing was begun."""
    with pytest.raises(stripe.InvalidRequestError):
        await created(client, key="chair", colour="red")
    intent = await created(client, key="chair")

    assert not replayed(intent)


async def test_a_failure_of_stripe_may_be_remembered(client: StripeClient, emulator: Emulator) -> None:
    """The SDK does not try again by itself; with the key it fails for a day."""
    emulator.faults.break_down("payment_intents.create", remembered=True)
    for _ in range(2):
        with pytest.raises(stripe.APIError) as failure:
            await created(client, key="chair")

        assert failure.value.http_status == 500

    assert len(emulator.heard) == 1
