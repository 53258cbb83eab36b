"""Two who want something of one checkout at once: each verb acts on the checkout as it is (R4, R7, R22, R23, R53)."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from domain.checkout import Capture, Checkout, Methods
from domain.errors import NotAllowedNow, ProviderRefused, ProviderUnavailable
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from domain.use_cases.ask_provider import as_it_is
from tests.races.conftest import Shop, events


async def test_who_comes_second_with_the_customer_gets_the_first_attempt(shop: Shop) -> None:
    """R23: the first customer's page is not closed by a second confirmation."""
    checkout = await shop.open()
    send = shop.container.send_to_alma()
    first: list[Checkout] = []

    async def overtaken() -> None:
        first.append(await send(checkout.id, by="first"))

    shop.provider.slow_down("look_up", after=overtaken)
    second = await send(checkout.id, by="second")

    assert second.attempt == first[0].attempt
    assert events(second).count("redirected") == 1


async def test_an_old_view_of_a_checkout_asks_nothing(shop: Shop) -> None:
    """R4: the verb is done again on the checkout as it is, and who is always overtaken is told to come back."""
    old = await shop.open()
    await shop.container.send_to_alma()(old.id, by="shop")
    ask, asked = shop.container.ask(), 0

    async def on_the_old_view() -> Checkout:
        nonlocal asked
        asked += 1
        return await ask(
            old, "cancel/abandoned", lambda key: shop.container.gateway().cancel("pi", key, key=key), by="ada"
        )

    with pytest.raises(ProviderUnavailable, match="Somebody else"):
        await as_it_is(on_the_old_view)

    assert asked == 3
    assert (await shop.stored(old)).asked is None


async def test_two_changes_at_once_leave_one_price_on_both_sides(shop: Shop) -> None:
    """R22: whoever was overtaken is told, and the customer pays the price that we have."""
    checkout = await shop.open()
    change = shop.container.change_amount()

    async def meanwhile() -> None:
        with suppress(NotAllowedNow, ProviderUnavailable):
            await change(checkout.id, 20_000, by="second")

    shop.provider.slow_down("change_amount", before=meanwhile)
    with suppress(NotAllowedNow):
        await change(checkout.id, 10_000, by="first")
    stored = await shop.container.settle()(checkout.id, by="sweep")

    assert stored.order.total.amount == await shop.provider.amount(checkout.payment_id)
    assert stored.change is None


async def test_a_change_in_doubt_is_finished_before_the_next(shop: Shop) -> None:
    """R22: under its own key, so that it cannot land later."""
    checkout = await shop.open()
    change = shop.container.change_amount()
    shop.provider.lose_answer("change_amount")
    with pytest.raises(ProviderUnavailable):
        await change(checkout.id, 20_000, by="ada")
    changed = await change(checkout.id, 10_000, by="ada")

    assert [entry.detail["to"] for entry in changed.timeline if entry.event == "amount_changed"] == [20_000, 10_000]
    assert await shop.provider.amount(checkout.payment_id) == 10_000


async def in_review(shop: Shop) -> Checkout:
    """Have a payment arrive that is another checkout's by its metadata."""
    checkout = await shop.at_alma()
    await shop.provider.estrange(checkout.payment_id)
    return await shop.approved(checkout)


async def test_a_refund_in_review_that_never_arrived_is_made_anew(shop: Shop) -> None:
    """R7, R20: nothing is called given back that was not."""
    checkout = await in_review(shop)
    review = shop.container.review_checkout()
    shop.provider.miss("refund")
    with pytest.raises(ProviderUnavailable):
        await review(checkout.id, "refund", by="ada")
    shop.clock.advance(timedelta(hours=23))
    decided = await review(checkout.id, "refund", by="ada")

    assert decided.status == "canceled"
    assert [refund.status for refund in decided.refunds] == ["failed", "pending"]
    assert await shop.provider.refunds(checkout.payment_id) == [14_990]


async def test_a_refund_in_review_whose_answer_was_lost_is_found(shop: Shop) -> None:
    """R7, R64: it was made, and the sweep sees it though the checkout is in review."""
    checkout = await in_review(shop)
    review = shop.container.review_checkout()
    shop.provider.lose_answer("refund")
    with pytest.raises(ProviderUnavailable):
        await review(checkout.id, "refund", by="ada")
    shop.clock.advance(timedelta(hours=24))
    await shop.container.sweep()()
    decided = await review(checkout.id, "refund", by="ada")
    settled = await shop.container.settle()(checkout.id, by="sweep")

    assert [refund.status for refund in decided.refunds] == ["succeeded"]
    assert await shop.provider.refunds(checkout.payment_id) == [14_990]
    assert "unknown_status" not in events(settled)


async def test_a_refused_refund_leaves_the_review_as_it_is(shop: Shop) -> None:
    """R7: the operator decides again."""
    checkout = await in_review(shop)
    await shop.provider.dispute(checkout.payment_id)
    with pytest.raises(ProviderRefused):
        await shop.container.review_checkout()(checkout.id, "refund", by="ada")

    assert (await shop.stored(checkout)).status == "in_review"


async def test_an_answer_that_was_overtaken_is_not_accepted(shop: Shop) -> None:
    """R4, R7: what was heard meanwhile is asked for again."""
    checkout = await in_review(shop)
    asked = 0

    async def heard() -> None:
        nonlocal asked
        asked += 1
        now = shop.clock.now()
        await shop.container.checkouts().update(checkout.id, lambda stored: stored.changed(now))

    shop.provider.slow_down("look_up", after=heard)
    accepted = await shop.container.review_checkout()(checkout.id, "accept", by="ada")

    assert (asked, accepted.status) == (1, "paid")
    assert events(accepted)[-2:] == ["reviewed", "paid"]


async def test_to_look_at_a_checkout_calls_nothing_off(shop: Shop) -> None:
    """R16, R53: the sweep withdraws what can no longer be paid with Alma, and a page does not."""
    order = Order("COMPLICATED-LAMP", Money(14_990, "EUR"), "FR")
    opened = await shop.container.open_checkout()(Opening(order=order, methods=Methods.ALMA), by="shop")
    shop.provider.withdraw_alma()
    shop.clock.advance(timedelta(seconds=5))
    looks = [await shop.container.welcome_back().look(opened.checkout.id) for _ in range(2)]
    shop.clock.advance(timedelta(hours=25))
    (swept,) = await shop.container.sweep()()

    assert {look.status for look in looks} == {"open"}
    assert swept.status == "canceled"
    assert swept.refused_at_opening


async def test_captures_at_once_leave_nothing_in_doubt(shop: Shop) -> None:
    """R51: the second answers as the first, and nobody asks for it for ever after."""
    checkout = await shop.authorized()
    capture = shop.container.capture_checkout()
    captured = await asyncio.gather(*(capture(checkout.id, by=f"op-{n}") for n in range(4)))
    stored = await shop.stored(checkout)

    assert {one.captured for one in captured} == {14_990}
    assert (stored.asked, stored.look_again_at) == (None, None)


async def test_a_refused_refund_shows_what_was_refunded_elsewhere(shop: Shop) -> None:
    """R64: the figures are right afterwards, so that what is left can go back."""
    checkout = await shop.paid()
    await shop.provider.refund(checkout.payment_id, 10_000)
    with pytest.raises(ProviderRefused):
        await shop.container.refund_checkout()(checkout.id, by="ada", amount=10_000)
    stored = await shop.stored(checkout)
    rest = await shop.container.refund_checkout()(checkout.id, by="ada")

    assert stored.refundable == 4_990
    assert rest.refund.amount == 4_990


async def test_a_customer_who_pays_while_the_price_changes_pays_the_old_one(shop: Shop) -> None:
    """R22: the change comes too late, and is told so."""
    checkout = await shop.open()

    async def paid() -> None:
        sent = await shop.container.gateway().confirm(
            checkout.payment_id, return_to="https://shop.example", key="browser"
        )
        await shop.provider.decide(sent.id, "approve")

    shop.provider.slow_down("change_amount", before=paid)
    with pytest.raises(NotAllowedNow) as refused:
        await shop.container.change_amount()(checkout.id, 15_990, by="ada")
    stored = await shop.stored(checkout)

    assert refused.value.data["current_status"] == "paid"
    assert (stored.captured, stored.change) == (14_990, None)
    assert await shop.container.change_amount().finish(stored, by="ada") is stored


async def opened_for_alma_alone(shop: Shop) -> Checkout:
    """Open a checkout that wants Alma alone, which the account then loses."""
    order = Order("COMPLICATED-LAMP", Money(14_990, "EUR"), "FR")
    opened = await shop.container.open_checkout()(Opening(order=order, methods=Methods.ALMA), by="shop")
    shop.provider.withdraw_alma()
    shop.clock.advance(timedelta(hours=25))
    return opened.checkout


async def test_what_somebody_canceled_first_is_withdrawn_all_the_same(shop: Shop) -> None:
    """R16: the reason is that Alma is not offered."""
    checkout = await opened_for_alma_alone(shop)

    async def canceled() -> None:
        await shop.provider.cancel(checkout.payment_id)

    shop.provider.slow_down("cancel", before=canceled)
    (swept,) = await shop.container.sweep()()

    assert swept.refused_at_opening


async def test_what_the_provider_works_on_is_not_withdrawn(shop: Shop) -> None:
    """R16: it may be paid after all."""
    checkout = await opened_for_alma_alone(shop)

    async def works() -> None:
        await shop.provider.work(checkout.payment_id)

    shop.provider.slow_down("cancel", before=works)
    (swept,) = await shop.container.sweep()()

    assert swept.status != "canceled"


async def test_a_review_of_what_was_called_off_has_nothing_to_give_back(shop: Shop) -> None:
    """R7: the decision ends it."""
    checkout = await shop.at_alma(Capture.MANUAL)
    await shop.provider.estrange(checkout.payment_id)
    held = await shop.approved(checkout)
    await shop.provider.cancel(held.payment_id)
    decided = await shop.container.review_checkout()(held.id, "refund", by="ada")

    assert (held.status, decided.status, decided.refunds) == ("in_review", "canceled", ())


@pytest.mark.parametrize("shop", ["sandbox"], indirect=True)
async def test_somebody_with_the_same_key_may_have_had_more_luck(shop: Shop) -> None:
    """R21: whose own answer got lost is given the checkout that the other one finished."""
    order = Order("COMPLICATED-LAMP", Money(14_990, "EUR"), "FR")

    async def other() -> None:
        await shop.container.open_checkout()(Opening(order=order), by="shop", key="lamp")
        raise ProviderUnavailable

    shop.provider.slow_down("create", after=other)
    opened = await shop.container.open_checkout()(Opening(order=order), by="shop", key="lamp")

    assert opened.checkout.payment is not None
