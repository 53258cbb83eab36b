"""A payment whose checkout is only just being written down is nobody's orphan, and its money stays (R85)."""

from contextlib import suppress
from datetime import timedelta

import pytest

from domain.checkout import Checkout
from domain.errors import NotFound, ProviderRefused, ProviderUnavailable
from domain.orphans import Orphan
from domain.ports import NewPayment
from domain.use_cases.reconcile import Reconciled
from tests.races.conftest import Shop

A_WEEK = timedelta(days=7)


async def reconciled(shop: Shop) -> Reconciled:
    """Look for what was missed."""
    return await shop.container.reconcile()(since=shop.clock.now() - A_WEEK, by="nightly")


async def stray(shop: Shop, *, paid: bool = True) -> str:
    """Have a payment of ours that no checkout owns; give its id."""
    installation = await shop.container.checkouts().installation()
    wanted = NewPayment(
        amount=14_990,
        currency="EUR",
        metadata={"checkout": "co_lost", "installation": installation},
        alma_only=True,
        exclude_alma=False,
        manual_capture=False,
    )
    gateway = shop.container.gateway()
    payment = await gateway.create(wanted, key="co_lost/create")
    if paid:
        await gateway.confirm(payment.id, return_to="https://shop.example/", key="co_lost/alma")
        await shop.provider.decide(payment.id, "approve")
    return payment.id


async def kept_as_orphan(shop: Shop, checkout: Checkout) -> None:
    """Have the payment of a checkout kept as an orphan, as before it had one."""
    orphan = Orphan(
        payment_id=checkout.payment_id,
        amount=14_990,
        currency="EUR",
        holds="received",
        checkout=checkout.id,
        found_at=shop.clock.now(),
    )
    await shop.container.orphans().keep(orphan)


async def test_a_payment_that_gets_its_checkout_while_it_is_looked_up_is_no_orphan(shop: Shop) -> None:
    """R20: the opening's answer is written down between the look for an owner and the provider's answer."""
    shop.provider.lose_answer("create")
    with pytest.raises(Exception, match="no answer"):
        await shop.open()
    [checkout] = await shop.container.checkouts().of_order("COMPLICATED-LAMP")

    async def finished() -> None:
        await shop.another().container.settle()(checkout.id, by="shop")

    shop.provider.slow_down("look_up", after=finished)
    outcome = await reconciled(shop)

    assert (await shop.stored(checkout)).payment is not None
    assert outcome.orphans == ()


async def test_the_money_of_a_checkout_is_not_given_back_as_an_orphans(shop: Shop) -> None:
    """It has an owner by now, whatever was thought of it before."""
    checkout = await shop.paid()
    await kept_as_orphan(shop, checkout)
    with pytest.raises(NotFound, match=checkout.id):
        await shop.container.return_orphan()(checkout.payment_id, by="ada")

    assert await shop.provider.refunds(checkout.payment_id) == []
    assert await shop.container.orphans().open() == ()


async def test_the_payment_that_an_open_checkout_is_about_to_get_is_not_called_off(shop: Shop) -> None:
    """R20: the checkout was stored first, and names itself in its payment."""
    shop.provider.lose_answer("create")
    with pytest.raises(Exception, match="no answer"):
        await shop.open()
    [checkout] = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    payment = await shop.container.gateway().find(checkout.id)
    assert payment
    await kept_as_orphan(shop, (await shop.another().container.settle()(checkout.id, by="shop")))
    with pytest.raises(NotFound):
        await shop.container.return_orphan()(payment.id, by="ada")

    assert (await shop.container.settle()(checkout.id, by="shop")).status == "open"


async def test_an_orphan_that_has_an_owner_by_now_is_none_any_more(shop: Shop) -> None:
    """Nobody is told for ever to give its money back; who found out, and whose it is, is kept."""
    checkout = await shop.paid()
    await kept_as_orphan(shop, checkout)
    outcome = await reconciled(shop)
    orphan = await shop.container.orphans().get(checkout.payment_id)

    assert outcome.orphans == ()
    assert orphan
    assert orphan.done
    assert (orphan.done.by, orphan.done.note) == ("nightly", f"belongs to {checkout.id}")


async def test_money_that_goes_back_while_somebody_looks_is_a_task_again_when_that_fails(shop: Shop) -> None:
    """R62: whoever notes first that nothing is left, the refund may still fail."""
    payment = await stray(shop)
    await reconciled(shop)

    async def looked() -> None:
        await reconciled(shop.another())

    shop.provider.slow_down("refund", after=looked)
    await shop.container.return_orphan()(payment, by="ada")
    await shop.provider.fail_refund(payment)
    again = await reconciled(shop)

    assert [orphan.payment_id for orphan in again.orphans] == [payment]


async def test_a_refusal_does_not_stand_in_the_way_of_the_next_try(shop: Shop) -> None:
    """R20: what was refused for good used its key up, and the next try has a key of its own."""
    payment = await stray(shop, paid=False)
    await reconciled(shop)
    await shop.provider.work(payment)
    with pytest.raises(ProviderRefused):
        await shop.container.return_orphan()(payment, by="ada")
    await shop.provider.rest(payment)
    returned = await shop.container.return_orphan()(payment, by="ada")

    assert returned.done
    assert (await shop.container.gateway().look_up(payment)).status.__class__.__name__ == "Voided"


async def test_two_processes_give_the_money_of_an_orphan_back_once(shop: Shop) -> None:
    """R60: the second asks with the same key, while the first one's answer is on its way."""
    payment = await stray(shop)
    await reconciled(shop)

    async def second() -> None:
        with suppress(ProviderUnavailable):  # Stripe tells the second that the first is under way
            await shop.another().container.return_orphan()(payment, by="bob")

    shop.provider.slow_down("refund", before=second)
    await shop.container.return_orphan()(payment, by="ada")
    told = await shop.container.gateway().look_up(payment)

    assert [refund.amount for refund in told.refunds] == [14_990]
