"""Disputes at the sandbox."""

from datetime import timedelta

import pytest

from domain.errors import ProviderRefused
from domain.payment import ProviderDispute
from tests.unit.sandbox_world import World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_a_dispute_is_opened_and_lost(world: World) -> None:
    """While it is open nothing goes back, and what is lost does not go back either."""
    lamp = await world.paid_lamp()
    dispute = await world.dashboard.dispute(lamp.id, 8_000)
    with pytest.raises(ProviderRefused) as refusal:
        await world.dashboard.refund(lamp.id)
    await world.dashboard.close_dispute(lamp.id, dispute, "lost")
    await world.dashboard.refund(lamp.id)
    seen = await world.shop.look_up(lamp.id)
    now = world.clock.now()

    assert refusal.value.provider_code == "charge_disputed"
    assert seen.disputes == (
        ProviderDispute(dispute, 8_000, "lost", now, now + timedelta(days=14), "product_not_received"),
    )
    assert seen.refunds[0].amount == 900


async def test_one_dispute_is_won_beside_another(world: World) -> None:
    """Each has its own status."""
    lamp = await world.paid_lamp()
    first, second = await world.dashboard.dispute(lamp.id, 100), await world.dashboard.dispute(lamp.id, 200)
    await world.dashboard.close_dispute(lamp.id, second, "won")
    told = (await world.shop.look_up(lamp.id)).disputes

    assert [(dispute.id, dispute.status) for dispute in told] == [(first, "needs_response"), (second, "won")]


async def test_unpaid_money_is_not_disputed(world: World) -> None:
    """There is nothing to ask back."""
    lamp = await world.lamp()

    with pytest.raises(ProviderRefused):
        await world.dashboard.dispute(lamp.id)


async def test_the_latest_open_dispute_is_decided_unless_another_is_named(world: World) -> None:
    """Whoever practises need not know its name; where none is open there is nothing to decide."""
    lamp = await world.paid_lamp()
    first, second = [await world.dashboard.dispute(lamp.id, 100) for _ in range(2)]
    closed = [await world.dashboard.close_dispute(lamp.id, None, end) for end in ("won", "lost")]
    with pytest.raises(ProviderRefused) as refusal:
        await world.dashboard.close_dispute(lamp.id, None, "won")
    with pytest.raises(ProviderRefused):
        await world.dashboard.close_dispute(lamp.id, "dp_nobody", "won")

    assert closed == [second, first]
    assert refusal.value.provider_code == "resource_missing"
