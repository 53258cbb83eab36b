"""How things may stand at the provider itself, for the shop and the customer alike."""

from datetime import timedelta

import pytest

from domain.payment import AwaitingAction, Succeeded
from tests.unit.sandbox_world import THANKS, World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_an_attempt_ends_late(world: World) -> None:
    """Money still comes after the hour."""
    lamp = await world.lamp_at_alma()
    world.faults.late_to_end = True
    world.clock.advance(timedelta(minutes=61))
    late = await world.shop.look_up(lamp.id)
    await world.alma.decide(lamp.id, "approve")

    assert late.status == lamp.status
    assert isinstance((await world.shop.look_up(lamp.id)).status, Succeeded)


async def test_alma_comes_and_goes(world: World) -> None:
    """What is offered follows, also for a payment that is there already."""
    lamp = await world.lamp()
    world.faults.alma_not_offered = True
    without = await world.shop.look_up(lamp.id)
    world.faults.lift()

    assert without.offered == {"card"}
    assert (await world.shop.look_up(lamp.id)).offered == {"alma", "card"}


async def test_refunds_fail_on_demand(world: World) -> None:
    """They are pending first, and fail when they should have arrived; one made before does not."""
    lamp = await world.paid_lamp()
    await world.shop.refund(lamp.id, amount=100, reason=None, refund="rf_1", key="rf_1")
    world.faults.refunds_fail = True
    doomed = await world.shop.refund(lamp.id, amount=200, reason=None, refund="rf_2", key="rf_2")
    world.clock.advance(timedelta(minutes=5))
    told = (await world.shop.look_up(lamp.id)).refunds

    assert (doomed.status, doomed.failure) == ("pending", None)
    assert [(refund.status, refund.failure) for refund in told] == [
        ("succeeded", None),
        ("failed", "insufficient_funds"),
    ]


async def test_a_confirmation_may_tell_no_address(world: World) -> None:
    """The attempt runs, and nobody can be sent there."""
    lamp = await world.lamp()
    world.faults.no_address = True
    sent = await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/1")

    assert isinstance(sent.status, AwaitingAction)
    assert sent.status.redirect_url is None
