"""The customer comes back, and the provider is asked what became of it (R1, R25, R32, R44)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.checkout import Checkout
from domain.errors import NotFound, ProviderUnavailable
from domain.states import Open
from domain.use_cases.welcome_back import shop_address
from tests.races.conftest import Shop
from tests.support.checkouts import (
    a_declined_checkout,
    a_paid_checkout,
    an_open_checkout,
)
from tests.unit.shop_in_memory import NO_GOOD_ANSWERS, Failing, Meanwhile, a_shop

A_SECOND = timedelta(seconds=1)
THANKS = "https://shop.example/thanks"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def approved(shop: Shop) -> tuple[Checkout, str]:
    """Have a customer approve at Alma, and give the checkout as it was, and the payment's secret."""
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "approve")
    return checkout, await shop.container.gateway().client_secret(checkout.payment_id)


async def test_who_knows_the_payment_and_its_secret_is_welcome(shop: Shop) -> None:
    """R1: what became of it is asked of the provider, in the customer's name."""
    checkout, secret = await approved(shop)
    back = await shop.container.welcome_back()(checkout.id, payment_id=checkout.payment_id, client_secret=secret)

    assert (back.status, back.timeline[-1].by) == ("paid", "customer")


@pytest.mark.parametrize(("payment", "secret"), [("pi_other", None), (None, "pi_other_secret_no"), (None, "\ud800")])
async def test_anybody_else_is_told_nothing(shop: Shop, payment: str | None, secret: str | None) -> None:
    """R25: nothing is asked and nothing changes."""
    checkout, real = await approved(shop)
    with pytest.raises(NotFound, match="no such payment here"):
        await shop.container.welcome_back()(
            checkout.id, payment_id=payment or checkout.payment_id, client_secret=secret or real
        )

    assert await shop.stored(checkout) == checkout


async def test_a_checkout_without_a_payment_welcomes_nobody(shop: Shop) -> None:
    """R20: it was never sent anywhere."""
    shop.provider.miss("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    with pytest.raises(NotFound):
        await shop.container.welcome_back()(stored.id, payment_id="pi_1", client_secret="no")


@pytest.mark.parametrize(("since", "asked"), [(2 * A_SECOND, True), (1.9 * A_SECOND, False), (-A_SECOND, True)])
async def test_the_provider_is_asked_once_in_two_seconds(shop: Shop, since: timedelta, asked: bool) -> None:
    """R53: whoever looks; a look from the future is of a clock that was wrong."""
    checkout, _ = await approved(shop)
    looked_at = shop.clock.now() - since
    await shop.container.checkouts().update(checkout.id, lambda stored: stored.seen(looked_at))
    seen = await shop.container.welcome_back().look(checkout.id)

    assert seen.status == ("paid" if asked else "awaiting_customer")


async def test_who_was_never_looked_at_is_looked_at(shop: Shop) -> None:
    """R53: and it is noted, so that the others need not."""
    checkout, _ = await approved(shop)
    await shop.container.checkouts().update(checkout.id, lambda stored: replace(stored, looked_at=None))
    shop.provider.leave()
    seen = await shop.container.welcome_back().look(checkout.id)

    assert seen.status == "awaiting_customer"
    assert (await shop.stored(checkout)).looked_at == shop.clock.now()


async def test_two_who_look_at_once_ask_once(shop: Shop) -> None:
    """R53: the turn is somebody else's."""
    checkout, _ = await approved(shop)
    shop.clock.advance(3 * A_SECOND)
    store, at = shop.container.checkouts(), shop.clock.now()
    Meanwhile(shop, "get", lambda: store.update(checkout.id, lambda stored: stored.seen(at)), after=True)

    assert (await shop.container.welcome_back().look(checkout.id)).status == "awaiting_customer"


@pytest.mark.parametrize("error", NO_GOOD_ANSWERS)
@pytest.mark.parametrize("call", ["client_secret", "look_up"])
async def test_without_a_good_answer_the_page_shows_what_is_known(shop: Shop, call: str, error: Exception) -> None:
    """R44: whichever question got none."""
    checkout, secret = await approved(shop)
    Failing(shop, {call: error})
    welcome_back = shop.container.welcome_back()
    back = await welcome_back(checkout.id, payment_id=checkout.payment_id, client_secret=secret)

    assert back.status == "awaiting_customer"


@pytest.mark.parametrize("error", NO_GOOD_ANSWERS)
async def test_a_page_without_a_good_answer_shows_what_is_known(shop: Shop, error: Exception) -> None:
    """R53: it is asked for again by whoever looks next."""
    checkout, _ = await approved(shop)
    shop.clock.advance(3 * A_SECOND)
    Failing(shop, {"look_up": error})

    assert (await shop.container.welcome_back().look(checkout.id)).status == "awaiting_customer"


@pytest.mark.parametrize(
    ("checkout", "status"),
    [
        (a_paid_checkout(), "paid"),
        (an_open_checkout(), "open"),
        (replace(a_declined_checkout(), state=Open()), "open"),
        (a_declined_checkout(), None),
    ],
    ids=["paid", "open", "refused after the shop sent them", "refused after they began with us"],
)
def test_the_shop_hears_how_it_stands(checkout: Checkout, status: str | None) -> None:
    """R25: but who began on our page and may try again stays with us, as do all without an address."""
    sent_to = shop_address(replace(checkout, return_url=THANKS))

    assert sent_to == (status and f"{THANKS}?checkout=co_velvet-armchair&status={status}")
    assert shop_address(checkout) is None
