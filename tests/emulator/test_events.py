"""Events: what is recorded of each change."""

from datetime import timedelta

from stripe import StripeClient

from tests.emulator.chair import RESERVED_CHAIR, address_of, approved, created, sent_to_alma
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator


async def test_each_change_is_an_event(client: StripeClient, emulator: Emulator, clock: ManualClock) -> None:
    """From the creation to the refund's arrival."""
    intent, dashboard = await approved(client, emulator), Dashboard(emulator)
    dashboard.refund(intent.id, 100)
    clock.advance(timedelta(minutes=5))
    dispute = dashboard.dispute(intent.id)
    dashboard.close_dispute(intent.id, dispute, "under_review")
    dashboard.close_dispute(intent.id, dispute, "won")

    assert [event.type for event in emulator.events] == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "charge.succeeded",
        "payment_intent.succeeded",
        "refund.created",
        "charge.refunded",
        "refund.updated",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
    ]


async def test_a_reservation_tells_its_own_story(client: StripeClient, emulator: Emulator) -> None:
    """Capturable, then captured; or refused, or called off."""
    captured = await approved(client, emulator, RESERVED_CHAIR)
    Dashboard(emulator).capture(captured.id)
    refused = await sent_to_alma(client)
    AlmaSite(emulator).refuse(address_of(refused))
    Dashboard(emulator).cancel(refused.id)
    told = [event.type for event in emulator.events if event.data["object"]["object"] == "payment_intent"]

    assert told == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.amount_capturable_updated",
        "payment_intent.succeeded",
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.payment_failed",
        "payment_intent.canceled",
    ]


async def test_a_failed_refund_is_told(client: StripeClient, emulator: Emulator, clock: ManualClock) -> None:
    """With an event of its own."""
    intent = await approved(client, emulator)
    emulator.settings.refunds_fail = "insufficient_funds"
    Dashboard(emulator).refund(intent.id)
    clock.advance(timedelta(minutes=5))

    assert [event.type for event in emulator.events][-2:] == ["refund.updated", "refund.failed"]


async def test_what_the_customer_does_has_no_request(client: StripeClient, emulator: Emulator) -> None:
    """Nobody called the API."""
    Browser(emulator).confirm_with_card((await created(client)).client_secret or "")

    assert emulator.events[-1].type == "payment_intent.succeeded"
    assert emulator.events[-1].request == {"id": None, "idempotency_key": None}


async def test_a_snapshot_stays_as_it_was(client: StripeClient, emulator: Emulator) -> None:
    """Later changes are not in it."""
    intent = await created(client)
    Dashboard(emulator).cancel(intent.id)

    assert [event.data["object"]["status"] for event in emulator.events] == ["requires_payment_method", "canceled"]
