"""Refunds."""

from datetime import timedelta
from typing import Any

import pytest
import stripe
from stripe import Refund, StripeClient

from tests.emulator.chair import RESERVED_CHAIR, approved, code_of, created, seen
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator


async def refunded(client: StripeClient, payment: str, amount: int | None = None, **more: Any) -> Refund:
    asked: Any = {"payment_intent": payment, **({"amount": amount} if amount else {}), **more}
    return await client.v1.refunds.create_async(asked)


async def test_a_refund_is_pending_for_five_minutes(
    client: StripeClient, emulator: Emulator, clock: ManualClock
) -> None:
    """Then it has arrived."""
    intent = await approved(client, emulator)
    refund = await refunded(client, intent.id, 3_000, reason="requested_by_customer", metadata={"refund": "rf_scratch"})
    clock.advance(timedelta(minutes=4, seconds=59))
    before = await client.v1.refunds.retrieve_async(refund.id)
    clock.advance(timedelta(seconds=1))
    after = await client.v1.refunds.retrieve_async(refund.id)

    assert [refund.status, before.status, after.status] == ["pending", "pending", "succeeded"]
    assert refund.metadata
    assert (refund.reason, refund.metadata["refund"]) == ("requested_by_customer", "rf_scratch")


async def test_a_refund_fails_where_the_balance_is_too_small(
    client: StripeClient, emulator: Emulator, clock: ManualClock
) -> None:
    """In the end; the money may be refunded again."""
    intent = await approved(client, emulator)
    emulator.settings.refunds_fail = "insufficient_funds"
    refund = await refunded(client, intent.id)
    clock.advance(timedelta(minutes=5))
    after = await client.v1.refunds.retrieve_async(refund.id)
    again = await refunded(client, intent.id)

    assert (refund.status, after.status, after.failure_reason) == ("pending", "failed", "insufficient_funds")
    assert again.amount == 14_990


async def test_a_refund_that_succeeded_may_still_fail(
    client: StripeClient, emulator: Emulator, clock: ManualClock
) -> None:
    """Banks send money back."""
    intent = await approved(client, emulator)
    refund = await refunded(client, intent.id)
    clock.advance(timedelta(minutes=5))
    Dashboard(emulator).fail_refund(intent.id, refund.id)

    assert (await client.v1.refunds.retrieve_async(refund.id)).status == "failed"


async def test_everything_left_is_refunded_unless_asked_otherwise(client: StripeClient, emulator: Emulator) -> None:
    """What is on its way counts as gone."""
    intent = await approved(client, emulator)
    await refunded(client, intent.id, 3_000)
    rest = await refunded(client, intent.id)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await refunded(client, intent.id, 1)

    assert rest.amount == 11_990
    assert code_of(refusal) == "charge_already_refunded"


async def test_more_than_is_left_is_refused(client: StripeClient, emulator: Emulator) -> None:
    """Of what was captured."""
    intent = await approved(client, emulator, RESERVED_CHAIR)
    await client.v1.payment_intents.capture_async(intent.id, {"amount_to_capture": 8_000})
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await refunded(client, intent.id, 8_001)

    assert refusal.value.param == "amount"


async def test_what_was_not_paid_is_not_refunded(client: StripeClient, emulator: Emulator) -> None:
    """Neither open payments nor reserved ones."""
    for intent in (await created(client), await approved(client, emulator, RESERVED_CHAIR)):
        with pytest.raises(stripe.InvalidRequestError):
            await refunded(client, intent.id, 100)

    assert (await client.v1.refunds.list_async()).data == []


async def test_the_charge_tells_all_that_goes_back(client: StripeClient, emulator: Emulator) -> None:
    """As one sum, from whoever it was."""
    intent = await approved(client, emulator)
    await refunded(client, intent.id, 3_000)
    refund = Dashboard(emulator).refund(intent.id, 1_000)
    charge = (await seen(client, intent)).to_dict()["latest_charge"]

    assert (charge["amount_refunded"], charge["refunded"]) == (4_000, False)
    assert (await client.v1.refunds.retrieve_async(refund)).to_dict()["metadata"] == {}


async def test_disputed_money_is_not_refunded(client: StripeClient, emulator: Emulator) -> None:
    """While the dispute is open; what was lost is gone."""
    intent, dashboard = await approved(client, emulator), Dashboard(emulator)
    dispute = dashboard.dispute(intent.id, 4_990)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await refunded(client, intent.id, 100)
    dashboard.close_dispute(intent.id, dispute, "lost")

    assert code_of(refusal) == "charge_disputed"
    assert (await refunded(client, intent.id)).amount == 10_000


async def test_a_dispute_is_told_with_its_deadline(client: StripeClient, emulator: Emulator) -> None:
    """Fourteen days to answer."""
    intent = await approved(client, emulator)
    before = (await seen(client, intent)).to_dict()["latest_charge"]["disputed"]
    Dashboard(emulator).dispute(intent.id)
    after = (await seen(client, intent)).to_dict()["latest_charge"]["disputed"]
    [dispute] = (await client.v1.disputes.list_async({"payment_intent": intent.id})).data

    assert (before, after) == (False, True)
    assert (dispute.status, dispute.amount) == ("needs_response", 14_990)
    assert dispute.evidence_details.due_by == dispute.created + 14 * 86_400
