"""What may go wrong at Stripe, or on the way there and back."""

import asyncio
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import CHAIR, code_of, created
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.http_client import emulated_client

CREATE = "payment_intents.create"


async def test_nothing_happens_while_stripe_is_out_of_reach(client: StripeClient, emulator: Emulator) -> None:
    """However often the SDK tries."""
    emulator.faults.unreachable()
    with pytest.raises(stripe.APIConnectionError):
        await created(client)
    emulator.faults.lift()

    assert emulator.heard == []
    assert (await created(client)).status == "requires_payment_method"


async def test_the_sdk_gets_over_a_lost_answer(client: StripeClient, emulator: Emulator) -> None:
    """It asks again with the same key."""
    emulator.faults.lose_answer(CREATE)
    await created(client)

    assert len(emulator.heard) == 1
    assert len((await client.v1.payment_intents.list_async()).data) == 1


async def test_an_answer_is_lost_for_good_after_the_effect(client: StripeClient, emulator: Emulator) -> None:
    """When it is lost as often as the SDK tries."""
    emulator.faults.lose_answer(CREATE, times=3)
    with pytest.raises(stripe.APIConnectionError):
        await created(client)

    assert len((await client.v1.payment_intents.list_async()).data) == 1


async def test_the_second_answer_of_a_kind_is_lost(emulator: Emulator) -> None:
    """The first arrives."""
    client = emulated_client(emulator, retries=0)
    emulator.faults.lose_answer(CREATE, skip=1)
    await created(client)
    with pytest.raises(stripe.APIConnectionError):
        await created(client)

    assert (await created(client)).id


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_stripe_breaks_down_before_the_effect(client: StripeClient, emulator: Emulator, status: int) -> None:
    """The key is not used up."""
    emulator.faults.break_down(CREATE, status=status, times=3)
    for _ in range(3 if status == 500 else 1):
        with pytest.raises(stripe.APIError) as failure:
            await created(client, key="chair")

        assert failure.value.http_status == status

    assert emulator.heard == []
    assert (await created(client, key="chair")).id


async def test_an_object_is_locked(client: StripeClient, emulator: Emulator) -> None:
    """The SDK is told to try again; three times is too often."""
    emulator.faults.lock(CREATE, times=2)
    await created(client)
    emulator.faults.lock(CREATE, times=3)
    with pytest.raises(stripe.RateLimitError) as refusal:
        await created(client)

    assert (refusal.value.http_status, code_of(refusal)) == (429, "lock_timeout")


async def test_a_key_is_in_use(client: StripeClient, emulator: Emulator) -> None:
    """For as long as the SDK tries."""
    emulator.faults.conflict(CREATE, times=3)
    with pytest.raises(stripe.APIError) as refusal:
        await created(client)

    assert (refusal.value.http_status, code_of(refusal)) == (409, "idempotency_key_in_use")


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff"])
async def test_an_answer_is_garbage(client: StripeClient, emulator: Emulator, body: bytes) -> None:
    """After its effect, which the key remembers."""
    emulator.faults.garble(CREATE, body)
    with pytest.raises((stripe.StripeError, ValueError, TypeError, AttributeError)):
        await created(client, key="chair")

    assert (await created(client, key="chair")).id
    assert len(emulator.heard) == 1


@pytest.mark.parametrize(("status", "error"), [(400, stripe.InvalidRequestError), (402, stripe.CardError)])
async def test_the_next_call_of_a_kind_is_refused(
    client: StripeClient, emulator: Emulator, status: int, error: type[stripe.StripeError]
) -> None:
    """For good; its key remembers."""
    emulator.faults.refuse(CREATE, "account_closed", status=status)
    for _ in range(2):
        with pytest.raises(error) as refusal:
            await created(client, key="chair")

        assert code_of(refusal) == "account_closed"

    assert (await created(client, key="chair/2")).id


@pytest.mark.parametrize(("side", "carried_out"), [("before", 0), ("after", 1)])
async def test_a_call_is_slow(client: StripeClient, emulator: Emulator, side: str, carried_out: int) -> None:
    """On its way there, or back."""
    arrived, go = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        arrived.set()
        await go.wait()

    hook: Any = {side: wait}
    emulator.faults.slow_down(CREATE, **hook)
    creation = asyncio.create_task(created(client, CHAIR))
    await arrived.wait()
    done = len(emulator.heard)
    go.set()
    await creation

    assert done == carried_out
