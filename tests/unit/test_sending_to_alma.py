"""The customer is sent to Alma, and never to an address that is not there (R23, R25)."""

import pytest

from domain.errors import InvalidReturnUrl, NotAllowedNow, ProviderFailed
from tests.races.conftest import Shop
from tests.unit.shop_in_memory import Meanwhile, a_shop

THANKS, OTHER = "https://shop.example/thanks", "https://shop.example/other"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def test_a_return_address_is_checked_before_anything_is_asked(shop: Shop) -> None:
    """R25: whatever the checkout is."""
    with pytest.raises(InvalidReturnUrl):
        await shop.container.send_to_alma()("co_nobody", by="shop", return_url="http://shop.example")


async def test_the_last_return_address_counts(shop: Shop) -> None:
    """R25: the same one again changes nothing."""
    checkout = await shop.open()
    send = shop.container.send_to_alma()
    first = await send(checkout.id, by="shop", return_url=THANKS)
    same = await send(checkout.id, by="shop", return_url=THANKS)
    other = await send(checkout.id, by="shop", return_url=OTHER)

    assert (first.return_url, same.return_url, other.return_url) == (THANKS, THANKS, OTHER)
    assert (same.revision, other.revision) == (first.revision, first.revision + 1)


async def test_what_was_paid_meanwhile_keeps_its_return_address(shop: Shop) -> None:
    """R2: it is over, and nobody is sent away."""
    checkout = await shop.at_alma()

    async def paid() -> None:
        await shop.approved(checkout)

    Meanwhile(shop, "update", paid, times=2)
    with pytest.raises(NotAllowedNow, match="Sending the customer to Alma") as refused:
        await shop.container.send_to_alma()(checkout.id, by="shop", return_url=THANKS)

    assert refused.value.data["current_status"] == "paid"
    assert (await shop.stored(checkout)).return_url is None


async def test_nobody_is_sent_to_an_address_that_is_not_there(shop: Shop) -> None:
    """R23: it is an error of the provider's."""
    checkout = await shop.open()
    shop.container.faults().no_address = True
    with pytest.raises(ProviderFailed, match="no address"):
        await shop.container.send_to_alma()(checkout.id, by="shop")

    assert (await shop.stored(checkout)).status == "awaiting_customer"
