"""Faults on demand."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import ProviderRefused, ProviderUnavailable
from domain.payment import AwaitingAction, AwaitingMethod, Succeeded
from tests.unit.sandbox_world import THANKS, World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_the_provider_is_out_of_reach_for_a_number_of_calls(world: World) -> None:
    """Then it is there again."""
    lamp = await world.lamp()
    world.faults.unreachable(calls=2)
    for _ in range(2):
        with pytest.raises(ProviderUnavailable):
            await world.shop.look_up(lamp.id)

    assert await world.shop.look_up(lamp.id) == lamp


async def test_the_provider_is_out_of_reach_until_that_is_lifted(world: World) -> None:
    """For the shop alone: the customer approves all the same."""
    lamp = await world.lamp_at_alma()
    world.faults.unreachable()
    await world.alma.decide(lamp.id, "approve")
    with pytest.raises(ProviderUnavailable):
        await world.shop.look_up(lamp.id)
    world.faults.lift()

    assert isinstance((await world.shop.look_up(lamp.id)).status, Succeeded)


async def test_an_answer_is_lost_after_its_effect(world: World) -> None:
    """Only the next one of its kind."""
    lamp = await world.lamp()
    world.faults.lose_answer("confirm")
    await world.shop.look_up(lamp.id)
    with pytest.raises(ProviderUnavailable):
        await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/1")

    assert isinstance((await world.shop.look_up(lamp.id)).status, AwaitingAction)


async def test_a_lost_refusal_is_an_unknown_outcome(world: World) -> None:
    """The shop cannot know that it was a no."""
    lamp = await world.lamp()
    world.faults.lose_answer("capture")

    with pytest.raises(ProviderUnavailable):
        await world.shop.capture(lamp.id, 8_900, key="co_lamp/capture/1")


async def test_a_call_is_refused_on_demand_and_its_key_used_up(world: World) -> None:
    """The refusal comes again with the key; the next key is served."""
    lamp = await world.lamp()
    world.faults.refuse("confirm", "payment_method_provider_decline", "Not this one.")
    for _ in range(2):
        with pytest.raises(ProviderRefused, match="Not this one") as refusal:
            await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/1")
        assert refusal.value.provider_code == "payment_method_provider_decline"
    sent = await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/2")

    assert isinstance(sent.status, AwaitingAction)


async def test_a_creation_refused_on_demand_makes_nothing(world: World) -> None:
    """Its key is answered the same for a day, and nothing is to be found or done under it; then it is new again."""
    world.faults.refuse("create", "api_key_expired")
    for _ in range(2):
        with pytest.raises(ProviderRefused):
            await world.lamp()
    found = await world.shop.find("co_lamp")
    world.clock.advance(timedelta(days=1))
    lamp = await world.lamp()

    assert found is None
    assert lamp.status == AwaitingMethod(None)


async def test_a_refused_creation_leaves_no_payment_to_act_on(world: World) -> None:
    """What is remembered of it is no payment."""
    world.faults.refuse("create", "api_key_expired")
    with pytest.raises(ProviderRefused):
        await world.lamp()
    (remembered,) = world.memory.payments
    with pytest.raises(ProviderRefused) as looked:
        await world.shop.look_up(remembered)
    with pytest.raises(ProviderRefused) as confirmed:
        await world.shop.confirm(remembered, return_to=THANKS, key="co_lamp/alma/1")

    assert looked.value.provider_code == "resource_missing"
    assert confirmed.value.provider_code == "resource_missing"


async def test_a_look_up_is_refused_on_demand(world: World) -> None:
    """Once."""
    lamp = await world.lamp()
    world.faults.refuse("look_up", "resource_missing")
    with pytest.raises(ProviderRefused):
        await world.shop.look_up(lamp.id)

    assert await world.shop.look_up(lamp.id) == lamp


async def test_a_slow_call_takes_effect_late(world: World) -> None:
    """Others pass it on its way."""
    lamp, gate = await world.lamp(), asyncio.Event()
    world.faults.slow_down("cancel", before=gate.wait)
    slow = asyncio.create_task(world.shop.cancel(lamp.id, "abandoned", key="co_lamp/cancel"))
    await asyncio.sleep(0)
    during = await world.shop.look_up(lamp.id)
    gate.set()
    await slow

    assert during == lamp
    assert await world.shop.look_up(lamp.id) != lamp


async def test_a_slow_answer_is_old_when_it_arrives(world: World) -> None:
    """It tells how things were when it was asked."""
    lamp, gate = await world.lamp_at_alma(), asyncio.Event()
    world.faults.slow_down("look_up", after=gate.wait)
    slow = asyncio.create_task(world.shop.look_up(lamp.id))
    await asyncio.sleep(0)
    await world.alma.decide(lamp.id, "approve")
    gate.set()

    assert await slow == lamp
    assert isinstance((await world.shop.look_up(lamp.id)).status, Succeeded)
