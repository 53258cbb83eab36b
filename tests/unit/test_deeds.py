"""What is done to a checkout is done to it as it is, and refused with what would help (R4, R20, R21, R22, R52)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain import amount_change
from domain.asking import refused
from domain.checkout import AmountChange, Checkout, Methods
from domain.errors import AlmaNotOffered, InvalidRequest, NotAllowedNow, ProviderRefused, ProviderUnavailable
from domain.states import Canceled
from domain.use_cases.ask_provider import Overtaken
from tests.races.conftest import Shop, events
from tests.support.checkouts import NOON, a_refused_checkout, an_opening
from tests.unit.shop_in_memory import Overheard, a_shop

TOO_SMALL = "amount_too_small"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.mark.parametrize(
    "move",
    [
        lambda stored: replace(stored, state=Canceled("duplicate", "bob", NOON)),
        lambda stored: refused(stored, "cancel", at=NOON),
    ],
    ids=["another status", "another number in its key"],
)
async def test_what_has_moved_on_is_not_asked_about(shop: Shop, move: Callable[[Checkout], Checkout]) -> None:
    """R4: the verb would be another one now."""
    checkout = await shop.open()
    await shop.container.checkouts().update(checkout.id, move)
    heard = Overheard(shop)
    with pytest.raises(Overtaken):
        await shop.container.ask()(
            checkout, "cancel", lambda key: heard.cancel(checkout.payment_id, "duplicate", key=key), by="ada"
        )

    assert heard.keys == []


async def test_what_the_provider_works_on_is_not_canceled(shop: Shop) -> None:
    """R52: it is soon known."""
    checkout = await shop.at_alma()
    await shop.provider.work(checkout.payment_id)
    with pytest.raises(NotAllowedNow, match="Canceling") as no:
        await shop.container.cancel_checkout()(checkout.id, by="ada")

    assert no.value.data == {"current_status": "processing", "advice": "wait"}


async def test_a_reason_that_is_none_is_refused_before_anything_is_asked(shop: Shop) -> None:
    """R52: for canceling as for refunding, and so is an amount that cannot be charged."""
    nobody = "co_nobody"
    with pytest.raises(InvalidRequest) as cancel:
        await shop.container.cancel_checkout()(nobody, by="ada", reason="whim")
    with pytest.raises(InvalidRequest) as refund:
        await shop.container.refund_checkout()(nobody, by="ada", reason="whim")
    with pytest.raises(InvalidRequest) as refunded:
        await shop.container.refund_checkout()(nobody, by="ada", amount=0)
    with pytest.raises(InvalidRequest) as changed:
        await shop.container.change_amount()(nobody, 0, by="ada")
    with pytest.raises(InvalidRequest) as captured:
        await shop.container.capture_checkout()(nobody, by="ada", amount=0)
    fields = [no.value.data["errors"][0]["field"] for no in (cancel, refund, refunded, changed, captured)]

    assert fields == ["reason", "reason", "amount", "amount", "amount"]


async def test_a_change_that_never_arrived_is_made_before_the_next(shop: Shop) -> None:
    """R22: it was promised first."""
    checkout = await shop.open()
    change = shop.container.change_amount()
    shop.provider.miss("change_amount")
    with pytest.raises(ProviderUnavailable):
        await change(checkout.id, 20_000, by="ada")
    changed = await change(checkout.id, 10_000, by="bob")

    assert [(entry.by, entry.detail["to"]) for entry in changed.timeline if entry.event == "amount_changed"] == [
        ("ada", 20_000),
        ("bob", 10_000),
    ]


async def test_in_review_no_price_is_brought_to_the_provider(shop: Shop) -> None:
    """R7: not even one that was wanted before."""
    checkout = await shop.at_alma()
    await shop.provider.estrange(checkout.payment_id)
    held = await shop.approved(checkout)
    change = AmountChange(1, 9_000, (), exclude_alma=False, asked_at=NOON, by="ada")
    await shop.container.checkouts().update(held.id, lambda stored: replace(stored, change=change))
    heard = Overheard(shop)
    with pytest.raises(NotAllowedNow, match="Changing the amount"):
        await shop.container.change_amount()(held.id, 10_000, by="bob")

    assert heard.calls == []


async def test_only_an_open_checkout_costs_something_else(shop: Shop) -> None:
    """R22: the customer has seen the price."""
    checkout = await shop.at_alma()
    for amount in (9_000, 14_990):
        with pytest.raises(NotAllowedNow, match="Changing the amount") as no:
            await shop.container.change_amount()(checkout.id, amount, by="ada")

        assert no.value.data == {"current_status": "awaiting_customer", "advice": None}


async def test_a_price_that_alma_does_not_take_is_refused_where_alma_alone_is_wanted(shop: Shop) -> None:
    """R12, R22: any other is taken."""
    opened = await shop.container.open_checkout()(an_opening(methods=Methods.ALMA), by="shop")
    change = shop.container.change_amount()
    with pytest.raises(AlmaNotOffered):
        await change(opened.checkout.id, 4_000, by="ada")
    changed = await change(opened.checkout.id, 6_000, by="ada")

    assert changed.order.total.amount == 6_000
    assert events(changed).count("amount_changed") == 1


async def test_who_changes_the_amount_is_told_if_another_one_came_of_it(shop: Shop) -> None:
    """R22: somebody at the provider made it another, and the change was dropped."""
    checkout = await shop.open()

    async def meanwhile() -> None:
        stored = await shop.stored(checkout)
        assert stored.change
        number = stored.change.number
        await shop.container.checkouts().update(
            checkout.id, lambda now: amount_change.dropped(now, number, at=shop.clock.now())
        )

    shop.provider.slow_down("change_amount", after=meanwhile)
    with pytest.raises(NotAllowedNow, match="Changing the amount") as no:
        await shop.container.change_amount()(checkout.id, 9_000, by="ada")

    assert no.value.data == {"current_status": "open", "advice": "try_again"}


async def test_a_change_that_the_provider_refuses_is_forgotten(shop: Shop) -> None:
    """R22: nobody waits for it, and the refusal is told."""
    checkout = await shop.open()
    shop.container.faults().refuse("change_amount", TOO_SMALL)
    with pytest.raises(ProviderRefused):
        await shop.container.change_amount()(checkout.id, 9_000, by="ada")

    assert (await shop.stored(checkout)).change is None


async def test_an_opening_that_was_refused_is_not_opened_after_all(shop: Shop) -> None:
    """R21: its key is free, and whoever settles it asks nothing."""
    ended = a_refused_checkout()
    await shop.container.checkouts().add(ended, None, at=NOON)
    heard = Overheard(shop)

    assert await shop.container.create_payment()(ended, by="sweep") == ended
    assert heard.calls == []


@pytest.mark.parametrize(("told", "sentence"), [("In euros.", "In euros."), ("", "The provider refused the payment.")])
async def test_a_refused_opening_tells_why(shop: Shop, told: str, sentence: str) -> None:
    """R21, R33: in the provider's words where it has any, with what its code asks for."""
    shop.container.faults().refuse("create", "payment_intent_invalid_currency", told)
    with pytest.raises(ProviderRefused) as no:
        await shop.open()

    assert no.value.sentence == sentence
    assert no.value.data == {"provider_code": "payment_intent_invalid_currency", "advice": "use_eur"}


async def test_after_23_hours_to_the_second_a_payment_is_only_looked_for(shop: Shop) -> None:
    """R20: its key is too old to be used again."""
    shop.provider.miss("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    heard = Overheard(shop)
    shop.clock.advance(timedelta(hours=23))
    with pytest.raises(ProviderUnavailable, match="never made"):
        await shop.container.create_payment()(stored, by="sweep")

    assert heard.calls == []
