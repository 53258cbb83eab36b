"""The browser gets the payment's secret while there is something to confirm (R24, R92)."""

import pytest

from domain.errors import NotAllowedNow
from tests.races.conftest import Shop
from tests.support.checkouts import A_MINUTE
from tests.unit.shop_in_memory import a_shop


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def test_the_secret_is_the_payment_s_and_is_followed(shop: Shop) -> None:
    """R24: the customer may confirm without a word to us."""
    checkout = await shop.open()
    shop.clock.advance(A_MINUTE)
    secret = await shop.container.give_client_secret()(checkout.id, by="shop")
    stored = await shop.stored(checkout)

    assert secret == await shop.container.gateway().client_secret(checkout.payment_id)
    assert stored.secret_given_at == shop.clock.now()
    assert stored.look_again_at is not None
    assert stored.look_again_at <= shop.clock.now() + 3 * A_MINUTE
    assert stored.revision == checkout.revision


async def test_what_is_over_is_not_confirmed(shop: Shop) -> None:
    """R24: it is settled first, in the name of whoever asks."""
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "approve")
    with pytest.raises(NotAllowedNow, match="Paying") as refused:
        await shop.container.give_client_secret()(checkout.id, by="ada")
    stored = await shop.stored(checkout)

    assert refused.value.data["current_status"] == "paid"
    assert (stored.timeline[-1].event, stored.timeline[-1].by) == ("paid", "ada")
    assert stored.secret_given_at is None
