"""What the passing of time does at the sandbox."""

from datetime import timedelta

import pytest

from domain.payment import AwaitingAction, AwaitingMethod, Voided
from tests.support.manual_clock import NOON
from tests.unit.sandbox_world import THANKS, World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_the_hour_ends_an_attempt_without_a_code(world: World) -> None:
    """The provider says nothing of why, so that our own clock has to."""
    lamp = await world.lamp_at_alma()
    world.clock.advance(timedelta(hours=1))

    assert (await world.shop.look_up(lamp.id)).status == AwaitingMethod(None)
    assert (await world.dashboard.see(lamp.id)).method is None


async def test_each_attempt_has_its_own_hour(world: World) -> None:
    """Counted from its method, not from the first one's."""
    lamp = await world.lamp_at_alma()
    world.clock.advance(timedelta(minutes=50))
    await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/2")
    world.clock.advance(timedelta(minutes=50))
    running = await world.shop.look_up(lamp.id)
    world.clock.advance(timedelta(minutes=10))

    assert isinstance(running.status, AwaitingAction)
    assert (await world.shop.look_up(lamp.id)).status == AwaitingMethod(None)


async def test_a_call_sees_the_hour_too(world: World) -> None:
    """The amount may be changed at once when the attempt is over, though nobody looked before."""
    lamp = await world.lamp_at_alma()
    world.clock.advance(timedelta(hours=1))
    changed = await world.shop.change_amount(lamp.id, 9_900, exclude_alma=False, key="change/1")

    assert (changed.amount, changed.status) == (9_900, AwaitingMethod(None))


async def test_the_provider_tells_whole_seconds(world: World) -> None:
    """As the real one does."""
    world.clock.set(NOON + timedelta(microseconds=900_000))
    lamp = await world.lamp_at_alma()

    assert isinstance(lamp.status, AwaitingAction)
    assert lamp.created_at == lamp.status.method.created_at == NOON


async def test_a_reservation_runs_out_at_its_own_time(world: World) -> None:
    """However late anybody looks."""
    lamp = await world.lamp_at_alma(manual_capture=True)
    await world.alma.decide(lamp.id, "approve")
    world.clock.advance(timedelta(days=30))

    assert (await world.shop.look_up(lamp.id)).status == Voided("automatic", NOON + timedelta(days=7))


async def test_a_refund_is_on_its_way_for_five_minutes(world: World) -> None:
    """At 4:59 it is pending."""
    lamp = await world.paid_lamp()
    await world.shop.refund(lamp.id, amount=100, reason="duplicate", refund="rf_1", key="rf_1")
    world.clock.advance(timedelta(minutes=4, seconds=59))
    before = await world.shop.look_up(lamp.id)
    world.clock.advance(timedelta(seconds=1))
    after = await world.shop.look_up(lamp.id)

    assert [refund.status for refund in before.refunds + after.refunds] == ["pending", "succeeded"]
