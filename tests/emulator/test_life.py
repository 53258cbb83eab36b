"""The life of a PaymentIntent."""

from datetime import timedelta

import pytest
import stripe
from stripe import Charge, PaymentMethod, StripeClient

from tests.emulator.chair import (
    RESERVED_CHAIR,
    approved,
    code_of,
    created,
    seen,
)
from tests.support.manual_clock import NOON, ManualClock
from tests.support.stripe_emulator.emulator import Emulator


async def test_a_payment_begins_open(client: StripeClient) -> None:
    """With automatic methods, nothing attached and nothing received."""
    intent = await created(client)

    assert intent.status == "requires_payment_method"
    assert (intent.payment_method, intent.latest_charge, intent.next_action) == (None, None, None)
    assert (intent.created, intent.amount_received) == (int(NOON.timestamp()), 0)
    assert intent.automatic_payment_methods
    assert intent.client_secret
    assert intent.client_secret.startswith(f"{intent.id}_secret_")


async def test_an_approved_payment_has_a_charge(client: StripeClient, emulator: Emulator) -> None:
    """With Alma's plan, the time of payment, and a copy of the metadata."""
    intent = await approved(client, emulator)

    assert (intent.status, intent.amount_received) == ("succeeded", 14_990)
    assert isinstance(intent.payment_method, PaymentMethod)
    assert isinstance(intent.latest_charge, Charge)
    charge = intent.latest_charge.to_dict()
    assert charge["payment_method_details"]["alma"]["installments"] == {"count": 3}
    assert charge["balance_transaction"]["created"] == int(NOON.timestamp())
    assert charge["metadata"] == {"checkout": "co_chair"}


async def test_almas_plan_may_be_untold(client: StripeClient, emulator: Emulator) -> None:
    """Both of its fields may be null."""
    emulator.settings.alma_details = False
    intent = await approved(client, emulator)

    assert isinstance(intent.latest_charge, Charge)
    told = intent.latest_charge.to_dict()["payment_method_details"]
    assert told == {"type": "alma", "alma": {"installments": None, "transaction_id": None}}


async def test_the_charge_keeps_the_metadata_it_was_made_with(client: StripeClient, emulator: Emulator) -> None:
    """It was copied once."""
    intent = await approved(client, emulator)
    await client.v1.payment_intents.update_async(intent.id, {"metadata": {"checkout": "co_table"}})
    after = await seen(client, intent)

    assert isinstance(after.latest_charge, Charge)
    assert after.metadata["checkout"] == "co_table"
    assert after.latest_charge.metadata["checkout"] == "co_chair"


async def test_reserved_money_waits(client: StripeClient, emulator: Emulator) -> None:
    """It is not booked."""
    intent = await approved(client, emulator, RESERVED_CHAIR)

    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("requires_capture", 14_990, 0)
    assert isinstance(intent.latest_charge, Charge)
    assert (intent.latest_charge.captured, intent.latest_charge.balance_transaction) == (False, None)


async def test_a_part_is_captured_and_the_rest_released(client: StripeClient, emulator: Emulator) -> None:
    """Once."""
    intent = await approved(client, emulator, RESERVED_CHAIR)
    captured = await client.v1.payment_intents.capture_async(intent.id, {"amount_to_capture": 8_000})
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.capture_async(intent.id)

    assert (captured.status, captured.amount_received, captured.amount_capturable) == ("succeeded", 8_000, 0)
    assert code_of(refusal) == "payment_intent_unexpected_state"


async def test_everything_is_captured_unless_asked_otherwise(client: StripeClient, emulator: Emulator) -> None:
    """The whole amount."""
    intent = await approved(client, emulator, RESERVED_CHAIR)
    captured = await client.v1.payment_intents.capture_async(intent.id)

    assert captured.amount_received == 14_990


async def test_a_reservation_ends_after_seven_days(
    client: StripeClient, emulator: Emulator, clock: ManualClock
) -> None:
    """At the second, whenever somebody looks."""
    intent = await approved(client, emulator, RESERVED_CHAIR)
    clock.advance(timedelta(days=9))
    after = await seen(client, intent)

    assert (after.status, after.cancellation_reason) == ("canceled", "automatic")
    assert after.canceled_at == intent.created + 7 * 86_400
