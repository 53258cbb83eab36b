"""What a PaymentIntent no longer takes, or not yet."""

from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import (
    CHAIR,
    RESERVED_CHAIR,
    TO_ALMA,
    Asked,
    address_of,
    approved,
    code_of,
    created,
    seen,
    sent_to_alma,
)
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator


@pytest.mark.parametrize("status", ["processing", "succeeded", "canceled", "requires_capture"])
@pytest.mark.parametrize("verb", ["confirm", "update", "capture", "cancel"])
async def test_a_deed_out_of_its_time_is_refused(
    client: StripeClient, emulator: Emulator, status: str, verb: str
) -> None:
    """The refusal shows the payment as it is."""
    intent = await approved(client, emulator, RESERVED_CHAIR)
    if (status, verb) in {("requires_capture", "capture"), ("requires_capture", "cancel")}:
        return
    Dashboard(emulator).put(intent.id, status)
    asked: dict[str, Any] = {"confirm": TO_ALMA, "update": {"amount": 15_000}, "capture": {}, "cancel": {}}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await getattr(client.v1.payment_intents, f"{verb}_async")(intent.id, asked[verb])

    assert (refusal.value.http_status, code_of(refusal)) == (400, "payment_intent_unexpected_state")
    assert refusal.value.error
    assert refusal.value.error.payment_intent
    assert (refusal.value.error.payment_intent.id, refusal.value.error.payment_intent.status) == (intent.id, status)


@pytest.mark.parametrize("asked", [CHAIR, RESERVED_CHAIR])
async def test_a_payment_is_canceled_once(client: StripeClient, asked: Asked) -> None:
    """Twice is refused, at Alma or not."""
    intent = await sent_to_alma(client, asked)
    reason: Any = {"cancellation_reason": "abandoned"}
    canceled = await client.v1.payment_intents.cancel_async(intent.id, reason)
    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.payment_intents.cancel_async(intent.id, reason)

    assert (canceled.status, canceled.cancellation_reason, canceled.next_action) == ("canceled", "abandoned", None)


async def test_the_amount_changes_only_while_open(client: StripeClient) -> None:
    """Metadata may change at any time; any update clears the last error."""
    intent = await sent_to_alma(client)
    await client.v1.payment_intents.update_async(intent.id, {"metadata": {"note": "at Alma"}})
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.update_async(intent.id, {"amount": 15_000})

    assert code_of(refusal) == "payment_intent_unexpected_state"


async def test_an_update_clears_the_last_error(client: StripeClient, emulator: Emulator) -> None:
    """Whatever it updates."""
    intent = await sent_to_alma(client)
    AlmaSite(emulator).refuse(address_of(intent))
    before = await seen(client, intent)
    after = await client.v1.payment_intents.update_async(intent.id, {"metadata": {"note": "refused"}})

    assert before.last_payment_error
    assert after.last_payment_error is None


async def test_alma_needs_an_address_to_return_to(client: StripeClient) -> None:
    """With the documented code."""
    intent = await created(client)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.v1.payment_intents.confirm_async(intent.id, {"payment_method_data": {"type": "alma"}})

    assert code_of(refusal) == "payment_intent_redirect_confirmation_without_return_url"
