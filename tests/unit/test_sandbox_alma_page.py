"""The page that stands in for Alma's."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from domain.errors import InvalidRequest, NotAllowedNow, NotFound
from domain.payment import AwaitingMethod, Capturable, Succeeded
from domain.ports import AlmaPage, AlmaPageView
from tests.unit.sandbox_world import World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_the_page_keeps_the_port(world: World) -> None:
    """The way in knows it by its port alone."""
    page: AlmaPage = world.alma

    assert page is world.alma


async def test_the_customer_sees_what_is_to_be_paid(world: World) -> None:
    """And that the attempt may still be decided."""
    lamp = await world.lamp_at_alma()

    assert await world.alma.show(lamp.id) == AlmaPageView(lamp.id, 8_900, "EUR", open=True)


@pytest.mark.parametrize(("decision", "told"), [("approve", "succeeded"), ("refuse", "failed"), ("expire", "failed")])
async def test_the_customer_goes_back_with_four_parameters(world: World, decision: str, told: str) -> None:
    """They come behind those of the address, whose fragment stays."""
    lamp = await world.lamp_at_alma()
    back = urlsplit(await world.alma.decide(lamp.id, decision))
    secret = await world.shop.client_secret(lamp.id)

    assert (back.scheme, back.netloc, back.path, back.fragment) == ("https", "shop.example", "/thanks", "top")
    assert parse_qsl(back.query) == [
        ("order", "1001"),
        ("payment_intent", lamp.id),
        ("payment_intent_client_secret", secret),
        ("redirect_status", told),
        ("redirect_pm_type", "alma"),
    ]


async def test_an_address_without_parameters_gets_them_too(world: World) -> None:
    """There is nothing to keep."""
    lamp = await world.lamp()
    await world.shop.confirm(lamp.id, return_to="https://shop.example/", key="co_lamp/alma/1")
    back = await world.alma.decide(lamp.id, "approve")

    assert back.startswith(f"https://shop.example/?payment_intent={lamp.id}&")


@pytest.mark.parametrize("count", [2, 3, 4])
async def test_the_customer_chooses_the_plan(world: World, count: int) -> None:
    """Two, three or four instalments, which the payment then tells."""
    lamp = await world.lamp_at_alma()
    await world.alma.decide(lamp.id, "approve", installments=count)
    status = (await world.shop.look_up(lamp.id)).status

    assert isinstance(status, Succeeded)
    assert status.installment_count == count


async def test_an_approved_reservation_goes_back_as_a_success(world: World) -> None:
    """The customer did all there was to do."""
    lamp = await world.lamp_at_alma(manual_capture=True)
    back = await world.alma.decide(lamp.id, "approve")

    assert "redirect_status=succeeded" in back
    assert isinstance((await world.shop.look_up(lamp.id)).status, Capturable)


async def test_a_decision_is_made_once(world: World) -> None:
    """Afterwards the page is closed, and nothing more happens there."""
    lamp = await world.lamp_at_alma()
    await world.alma.decide(lamp.id, "refuse")
    with pytest.raises(NotAllowedNow) as refusal:
        await world.alma.decide(lamp.id, "approve")

    assert refusal.value.data["current_status"] == "open"
    assert not (await world.alma.show(lamp.id)).open
    assert isinstance((await world.shop.look_up(lamp.id)).status, AwaitingMethod)


async def test_a_paid_page_says_so(world: World) -> None:
    """The refusal has the status in our words."""
    lamp = await world.paid_lamp()
    with pytest.raises(NotAllowedNow) as refusal:
        await world.alma.decide(lamp.id, "refuse")

    assert refusal.value.data["current_status"] == "paid"


async def test_the_page_closes_with_the_hour(world: World) -> None:
    """A customer who comes too late cannot approve."""
    lamp = await world.lamp_at_alma()
    world.clock.advance(timedelta(hours=1))
    with pytest.raises(NotAllowedNow):
        await world.alma.decide(lamp.id, "approve")

    assert not (await world.alma.show(lamp.id)).open


async def test_nobody_decides_what_was_never_sent_to_alma(world: World) -> None:
    """Neither an unknown payment nor one that waits for a way to pay."""
    lamp = await world.lamp()

    with pytest.raises(NotFound):
        await world.alma.show("pi_nobody")
    with pytest.raises(NotFound):
        await world.alma.decide(lamp.id, "approve")


async def test_there_are_three_decisions(world: World) -> None:
    """Another word is no request."""
    lamp = await world.lamp_at_alma()

    with pytest.raises(InvalidRequest):
        await world.alma.decide(lamp.id, "hesitate")
