"""The customer's browser, with the payment's secret."""

from datetime import timedelta

import pytest

from domain.errors import ProviderRefused
from domain.payment import AwaitingAction, AwaitingConfirmation, AwaitingMethod, Capturable, Succeeded
from tests.unit.sandbox_world import PUBLIC_URL, THANKS, World


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_a_card_pays_at_once(world: World) -> None:
    """Without a plan, which only Alma has."""
    lamp = await world.lamp()
    word = await world.browser.confirm_with_card(lamp.id, await world.shop.client_secret(lamp.id))
    status = (await world.shop.look_up(lamp.id)).status

    assert word == "succeeded"
    assert isinstance(status, Succeeded)
    assert (status.received, status.installment_count, status.transaction_id) == (8_900, None, None)


async def test_a_card_reserves_where_the_shop_captures_later(world: World) -> None:
    """As Alma does."""
    lamp = await world.lamp(manual_capture=True)
    await world.browser.confirm_with_card(lamp.id, await world.shop.client_secret(lamp.id))

    assert isinstance((await world.shop.look_up(lamp.id)).status, Capturable)


async def test_a_declined_card_leaves_the_payment_open(world: World) -> None:
    """With the bank's word, and the card it is about."""
    lamp = await world.lamp()
    await world.browser.confirm_with_card(lamp.id, await world.shop.client_secret(lamp.id), "refuse")
    status = (await world.shop.look_up(lamp.id)).status

    assert isinstance(status, AwaitingMethod)
    assert status.error is not None
    assert (status.error.code, status.error.decline_code) == ("card_declined", "generic_decline")
    assert status.error.method is not None
    assert status.error.method.kind == "card"


async def test_a_bank_may_want_to_see_the_customer_first(world: World) -> None:
    """There is no address to go to, and the bank decides."""
    lamp = await world.lamp()
    await world.browser.confirm_with_card(lamp.id, await world.shop.client_secret(lamp.id), "action")
    asked = (await world.shop.look_up(lamp.id)).status
    await world.dashboard.decide(lamp.id, "approve")

    assert isinstance(asked, AwaitingAction)
    assert (asked.method.kind, asked.redirect_url) == ("card", None)
    assert isinstance((await world.shop.look_up(lamp.id)).status, Succeeded)


async def test_the_browser_goes_to_alma_by_itself(world: World) -> None:
    """The shop's server sees the attempt when it looks."""
    lamp = await world.lamp()
    secret = await world.shop.client_secret(lamp.id)
    address = await world.browser.confirm_with_alma(lamp.id, secret, return_to=THANKS)
    status = (await world.shop.look_up(lamp.id)).status

    assert address == f"{PUBLIC_URL}/sandbox/alma/{lamp.id}"
    assert isinstance(status, AwaitingAction)
    assert status.redirect_url == address


async def test_a_card_takes_the_place_of_a_visit_to_alma(world: World) -> None:
    """The page at Alma is closed by it."""
    lamp = await world.lamp_at_alma()
    await world.browser.confirm_with_card(lamp.id, await world.shop.client_secret(lamp.id), "action")

    assert not (await world.alma.show(lamp.id)).open


async def test_a_method_may_be_chosen_and_not_confirmed(world: World) -> None:
    """Time does not undo the choice."""
    lamp = await world.lamp()
    word = await world.browser.choose(lamp.id, await world.shop.client_secret(lamp.id), "alma")
    world.clock.advance(timedelta(hours=2))

    assert word == "requires_confirmation"
    assert (await world.shop.look_up(lamp.id)).status == AwaitingConfirmation()


async def test_alma_in_a_foreign_currency_is_refused_with_advice(world: World) -> None:
    """It takes euros only."""
    lamp = await world.lamp(currency="CHF")
    secret = await world.shop.client_secret(lamp.id)
    with pytest.raises(ProviderRefused) as refusal:
        await world.browser.confirm_with_alma(lamp.id, secret, return_to=THANKS)

    assert refusal.value.provider_code == "payment_intent_invalid_currency"
    assert refusal.value.data["advice"] == "use_eur"


async def test_without_the_secret_nobody_pays(world: World) -> None:
    """Another payment's secret does not do, and neither does a word that is no ASCII."""
    lamp = await world.lamp()

    for secret in ("pi_other_secret_0", "secrèt"):
        with pytest.raises(ProviderRefused) as refusal:
            await world.browser.confirm_with_card(lamp.id, secret)
        assert refusal.value.provider_code == "resource_missing"


async def test_the_secret_is_kept_nowhere(world: World) -> None:
    """It is made of the payment's id each time."""
    lamp = await world.lamp_at_alma()
    secret = await world.shop.client_secret(lamp.id)

    assert secret not in repr(await world.memory.get(lamp.id))
