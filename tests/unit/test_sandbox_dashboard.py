"""What people do at the provider behind the shop's back."""

from datetime import timedelta

import pytest

from domain.errors import ProviderRefused
from domain.payment import AwaitingMethod, InProgress, Succeeded, Unheard, Voided
from tests.unit.sandbox_world import THANKS, World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


@pytest.mark.parametrize(("amount", "received"), [(None, 8_900), (5_000, 5_000)])
async def test_a_reservation_is_captured_there(world: World, amount: int | None, received: int) -> None:
    """All of it unless an amount is named."""
    lamp = await world.lamp_at_alma(manual_capture=True)
    await world.alma.decide(lamp.id, "approve")
    await world.dashboard.capture(lamp.id, amount)
    status = (await world.shop.look_up(lamp.id)).status

    assert isinstance(status, Succeeded)
    assert status.received == received


async def test_a_payment_is_called_off_there(world: World) -> None:
    """With a reason."""
    lamp = await world.lamp()
    await world.dashboard.cancel(lamp.id, "fraudulent")

    assert (await world.shop.look_up(lamp.id)).status == Voided("fraudulent", world.clock.now())


async def test_a_refund_made_there_has_no_name_of_ours(world: World) -> None:
    """So that it is adopted; without an amount it is all that is left."""
    lamp = await world.paid_lamp()
    part = await world.dashboard.refund(lamp.id, 1_000)
    rest = await world.dashboard.refund(lamp.id)
    told = (await world.shop.look_up(lamp.id)).refunds

    assert [(refund.id, refund.amount, refund.refund) for refund in told] == [
        (part, 1_000, None),
        (rest, 7_900, None),
    ]


async def test_a_refund_may_fail_after_it_had_succeeded(world: World) -> None:
    """The customer's account was closed; the other refund is not touched, and the money may go back again."""
    lamp = await world.paid_lamp()
    failing = await world.dashboard.refund(lamp.id, 8_000)
    await world.dashboard.refund(lamp.id, 900)
    world.clock.advance(timedelta(minutes=5))
    await world.dashboard.fail_refund(lamp.id, failing, "lost_or_stolen_card")
    again = await world.dashboard.refund(lamp.id)
    told = (await world.shop.look_up(lamp.id)).refunds

    assert [(refund.status, refund.failure) for refund in told] == [
        ("failed", "lost_or_stolen_card"),
        ("succeeded", None),
        ("pending", None),
    ]
    assert (told[-1].id, told[-1].amount) == (again, 8_000)


async def test_the_latest_refund_fails_unless_another_is_named(world: World) -> None:
    """Each once; then there is none that could."""
    lamp = await world.paid_lamp()
    made = [await world.dashboard.refund(lamp.id, 1_000) for _ in range(2)]
    failed = [await world.dashboard.fail_refund(lamp.id) for _ in range(2)]
    with pytest.raises(ProviderRefused) as refusal:
        await world.dashboard.fail_refund(lamp.id)

    assert failed == made[::-1]
    assert refusal.value.provider_code == "resource_missing"


async def test_another_amount_is_received_of_what_was_paid(world: World) -> None:
    """Of nothing else."""
    lamp = await world.lamp_at_alma()
    with pytest.raises(ProviderRefused):
        await world.dashboard.receive(lamp.id, 8_800)
    await world.alma.decide(lamp.id, "approve")
    with pytest.raises(ProviderRefused):
        await world.dashboard.receive(lamp.id, 0)
    await world.dashboard.receive(lamp.id, 8_800)
    status = (await world.shop.look_up(lamp.id)).status

    assert isinstance(status, Succeeded)
    assert status.received == 8_800


async def test_facts_are_made_to_contradict_the_order(world: World) -> None:
    """Amount, what was received, currency and metadata, each by itself."""
    lamp = await world.paid_lamp()
    await world.dashboard.alter(lamp.id, amount=9_000)
    await world.dashboard.alter(lamp.id, received=8_000, currency="CHF")
    await world.dashboard.alter(lamp.id, metadata={"checkout": "co_sofa"})
    seen = await world.shop.look_up(lamp.id)

    assert (seen.amount, seen.currency, seen.checkout) == (9_000, "CHF", "co_sofa")
    assert isinstance(seen.status, Succeeded)
    assert seen.status.received == 8_000
    assert await world.shop.find("co_lamp") is None


@pytest.mark.parametrize(("decision", "outcome"), [("approve", Succeeded), ("refuse", AwaitingMethod)])
async def test_a_payment_is_worked_on_and_ends(world: World, decision: str, outcome: type) -> None:
    """The provider takes as long as it likes."""
    lamp = await world.lamp_at_alma()
    await world.dashboard.put(lamp.id, "processing")
    world.clock.advance(timedelta(hours=2))
    during = (await world.shop.look_up(lamp.id)).status
    await world.dashboard.decide(lamp.id, decision)

    assert isinstance(during, InProgress)
    assert isinstance((await world.shop.look_up(lamp.id)).status, outcome)


async def test_what_nobody_began_is_not_decided(world: World) -> None:
    """Neither an open payment nor one at work without a method."""
    lamp = await world.lamp()
    with pytest.raises(ProviderRefused):
        await world.dashboard.decide(lamp.id, "approve")
    await world.dashboard.put(lamp.id, "processing")

    with pytest.raises(ProviderRefused):
        await world.dashboard.decide(lamp.id, "approve")


@pytest.mark.parametrize("word", ["requires_reauthorization", "requires_action", "succeeded"])
async def test_a_status_that_makes_no_sense_is_told_as_it_is(world: World, word: str) -> None:
    """One that nobody has heard of, and those whose facts are missing."""
    lamp = await world.lamp()
    await world.dashboard.put(lamp.id, word)

    assert (await world.shop.look_up(lamp.id)).status == Unheard(word)


async def test_everything_about_a_payment_is_seen_there(world: World) -> None:
    """Also what the shop is not told."""
    lamp = await world.lamp_at_alma()
    seen = await world.dashboard.see(lamp.id)

    assert seen.return_to == THANKS


async def test_the_next_attempt_wipes_the_last_error_out(world: World) -> None:
    """It is kept nowhere at the provider."""
    lamp = await world.lamp_at_alma()
    await world.alma.decide(lamp.id, "refuse")
    await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/2")

    assert (await world.dashboard.see(lamp.id)).error is None
