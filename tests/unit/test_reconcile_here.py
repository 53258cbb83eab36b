"""What `reconcile` makes of payments that no checkout owns, and of answers that are none (R20, R85)."""

import pytest

from domain.errors import NotFound, ProviderUnavailable
from domain.orphans import Done
from domain.ports import NewPayment
from domain.use_cases.reconcile import Reconciled
from tests.races.conftest import Shop
from tests.support.checkouts import A_DAY
from tests.unit.shop_in_memory import NO_GOOD_ANSWERS, Failing, a_shop


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def stray(shop: Shop, checkout: str | None = "co_lost") -> str:
    """Have a payment of ours that no checkout owns; give its id."""
    metadata = {"installation": await shop.container.checkouts().installation()}
    wanted = NewPayment(
        amount=14_990,
        currency="EUR",
        metadata=metadata | ({"checkout": checkout} if checkout else {}),
        alma_only=False,
        exclude_alma=False,
        manual_capture=False,
    )
    return (await shop.container.gateway().create(wanted, key=f"{checkout}/stray")).id


async def reconciled(shop: Shop) -> Reconciled:
    """Look for what was missed in the last day."""
    return await shop.container.reconcile()(since=shop.clock.now() - A_DAY, by="ada")


async def test_a_payment_whose_answer_was_lost_is_nobody_s_orphan(shop: Shop) -> None:
    """R20: its checkout has none yet, and is given it."""
    shop.provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    found = await reconciled(shop)

    assert (found.orphans, found.changed) == ((), (stored.id,))
    payment = (await shop.stored(stored)).payment
    assert payment
    assert await shop.container.orphans().get(payment.id) is None


async def test_a_payment_that_names_a_checkout_with_another_one_is_an_orphan(shop: Shop) -> None:
    """R20: a checkout has one payment all its life."""
    checkout = await shop.open()
    extra = await stray(shop, checkout.id)

    assert [orphan.payment_id for orphan in (await reconciled(shop)).orphans] == [extra]


async def test_a_payment_that_names_no_checkout_is_an_orphan(shop: Shop) -> None:
    """R85: it is ours by the store's name."""
    nameless = await stray(shop, None)

    assert [orphan.payment_id for orphan in (await reconciled(shop)).orphans] == [nameless]


async def test_an_orphan_is_followed_until_it_is_over(shop: Shop) -> None:
    """R85: however long ago anything happened to it."""
    payment = await stray(shop)
    before = await reconciled(shop)
    await shop.provider.cancel(payment)
    shop.clock.advance(20 * A_DAY)
    after = await reconciled(shop)

    assert [orphan.payment_id for orphan in before.orphans] == [payment]
    assert after.orphans == ()
    assert (await reconciled(shop)).orphans == ()


async def test_a_payment_that_was_called_off_is_no_orphan(shop: Shop) -> None:
    """R85: there is nothing to be done about it."""
    await shop.provider.cancel(await stray(shop))

    assert (await reconciled(shop)).orphans == ()


@pytest.mark.parametrize("error", NO_GOOD_ANSWERS)
async def test_a_checkout_without_a_good_answer_is_named(shop: Shop, error: Exception) -> None:
    """R85: whatever the answer was."""
    checkout = await shop.open()
    Failing(shop, {"look_up": error})

    assert (await reconciled(shop)).failed == (checkout.id,)


async def test_an_orphan_is_given_back_once(shop: Shop) -> None:
    """R85: by whoever did, and when."""
    payment = await stray(shop)
    await reconciled(shop)
    give_back = shop.container.return_orphan()
    done, again = await give_back(payment, by="ada"), await give_back(payment, by="bob")

    assert done.done == again.done == Done("ada", shop.clock.now(), "refunded")


@pytest.mark.parametrize("payment", ["pi_nobody", "odd\n"])
async def test_what_is_no_orphan_cannot_be_given_back(shop: Shop, payment: str) -> None:
    """It is named as it was said, without what could hide in it."""
    with pytest.raises(NotFound) as refused:
        await shop.container.return_orphan()(payment, by="ada")

    assert refused.value.sentence == f"There is no orphan payment {payment!a}.".replace("'", "")
