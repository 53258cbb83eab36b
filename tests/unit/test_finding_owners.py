"""Money is given back only where no checkout owns it, or is going to (R20, R85)."""

from dataclasses import replace

import pytest

from domain.checkout import Checkout
from domain.errors import NotFound, ProviderUnavailable
from domain.orphans import Orphan
from domain.states import Canceled
from tests.races.conftest import Shop
from tests.support.checkouts import NOON
from tests.unit.shop_in_memory import Meanwhile, a_shop


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def taken_for_an_orphan(shop: Shop, payment_id: str) -> None:
    """Have a payment on the list of those that nobody owns."""
    orphan = Orphan(payment_id=payment_id, amount=14_990, currency="EUR", holds="nothing", checkout=None, found_at=NOON)
    await shop.container.orphans().keep(orphan)


async def without_its_payment(shop: Shop) -> tuple[Checkout, str]:
    """Have a checkout whose payment was made, of which no word came; give that payment's id as well."""
    shop.provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    made = await shop.container.gateway().find(stored.id)
    assert made
    return stored, made.id


async def refused(shop: Shop, payment_id: str, owner: str) -> None:
    """Be told whose it is, and that it is no task any more."""
    await taken_for_an_orphan(shop, payment_id)
    with pytest.raises(NotFound, match=f"it belongs to checkout {owner}"):
        await shop.container.return_orphan()(payment_id, by="ada")
    known = await shop.container.orphans().get(payment_id)

    assert known
    assert known.done
    assert (known.done.by, known.done.note) == ("ada", f"belongs to {owner}")


async def test_what_a_checkout_has_is_its_own(shop: Shop) -> None:
    """R85: whatever the payment itself says."""
    checkout = await shop.open()
    await shop.provider.estrange(checkout.payment_id)

    await refused(shop, checkout.payment_id, checkout.id)


async def test_what_a_checkout_waits_for_is_its_own(shop: Shop) -> None:
    """R20: it is given it when it is settled."""
    checkout, payment_id = await without_its_payment(shop)

    await refused(shop, payment_id, checkout.id)


async def test_what_a_checkout_has_just_got_is_its_own(shop: Shop) -> None:
    """R20: between two questions to the store."""
    checkout, payment_id = await without_its_payment(shop)

    async def settled() -> None:
        await shop.container.settle()(checkout.id, by="sweep")

    Meanwhile(shop, "of_payment", settled, after=True)
    await refused(shop, payment_id, checkout.id)


async def test_what_was_called_off_gets_no_payment_any_more(shop: Shop) -> None:
    """R2: the payment that names it is nobody's."""
    checkout, payment_id = await without_its_payment(shop)
    off = Canceled("abandoned", "sweep", NOON)
    await shop.container.checkouts().update(checkout.id, lambda stored: replace(stored, state=off))
    await taken_for_an_orphan(shop, payment_id)
    returned = await shop.container.return_orphan()(payment_id, by="ada")

    assert returned.done
    assert returned.done.note == "refunded"
