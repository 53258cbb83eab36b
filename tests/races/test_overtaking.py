"""Two who want something of one checkout at once: each verb acts on the checkout as it is (R4, R7, R22, R23, R53)."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from domain.checkout import Checkout, Methods
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
