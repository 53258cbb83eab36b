"""How long a key is remembered, how long it may be, and when it is in use."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import THANKS, approved, code_of, created
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator


async def test_a_key_is_forgotten_after_a_day(client: StripeClient, clock: ManualClock) -> None:
    """From then on it is a new deed."""
    first = await created(client, key="chair")
    clock.advance(timedelta(hours=24) - timedelta(seconds=1))
    again = await created(client, key="chair")
    clock.advance(timedelta(seconds=1))
    new = await created(client, key="chair")

    assert first.id == again.id
    assert new.id != first.id


async def test_a_key_has_up_to_255_characters(client: StripeClient) -> None:
    """A longer one is refused."""
    await created(client, key="k" * 255)
    with pytest.raises(stripe.InvalidRequestError):
        await created(client, key="k" * 256)


async def test_a_key_in_use_by_a_call_under_way_is_refused(client: StripeClient, emulator: Emulator) -> None:
    """The SDK tries again, in vain while it lasts."""
    intent = await approved(client, emulator)
    arrived, go = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        arrived.set()
        await go.wait()

    emulator.faults.slow_down("refunds.create", before=wait)
    asked: Any = {"payment_intent": intent.id, "amount": 3_000}
    options: Any = {"idempotency_key": "scratch"}
    first = asyncio.create_task(client.v1.refunds.create_async(asked, options))
    await arrived.wait()
    with pytest.raises(stripe.APIError) as refusal:
        await client.v1.refunds.create_async(asked, options)
    go.set()
    refund = await first

    assert (refusal.value.http_status, code_of(refusal)) == (409, "idempotency_key_in_use")
    assert (await client.v1.refunds.create_async(asked, options)).id == refund.id


async def test_two_return_addresses_are_two_requests(client: StripeClient) -> None:
    """Of one key, the second is refused."""
    intent = await created(client)
    options: Any = {"idempotency_key": "alma"}
    asked: Any = {"payment_method_data": {"type": "alma"}, "return_url": THANKS}
    await client.v1.payment_intents.confirm_async(intent.id, asked, options)
    asked["return_url"] = f"{THANKS}&again"
    with pytest.raises(stripe.IdempotencyError):
        await client.v1.payment_intents.confirm_async(intent.id, asked, options)
