"""The provider acted and its answer was lost: trying again is the same act (R20, R22, R23, R51, R60)."""

from datetime import timedelta

import pytest

from domain.checkout import Capture, Checkout
from domain.errors import ProviderUnavailable
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from tests.races.conftest import Shop, events

LAMP = Opening(order=Order("COMPLICATED-LAMP", Money(14_990, "EUR"), "FR"))


async def refunds_there(shop: Shop, checkout: Checkout) -> int:
    """Count the refunds at the provider."""
    return len(await shop.provider.refunds(checkout.payment_id))


async def test_opening_again_with_the_key_finds_the_payment(shop: Shop) -> None:
    """R20, R21: one checkout, one payment."""
    shop.provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await shop.container.open_checkout()(LAMP, by="shop", key="lamp")
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    again = await shop.container.open_checkout()(LAMP, by="shop", key="lamp")
    found = await shop.container.gateway().find(stored.id)

    assert stored.payment is None
    assert (again.checkout.id, again.replayed) == (stored.id, True)
    assert found is not None
    assert again.checkout.payment_id == found.id


async def test_a_crash_between_payment_and_its_record_is_finished_by_the_sweep(shop: Shop) -> None:
    """R20: by the same key."""
    shop.provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    shop.clock.advance(timedelta(seconds=40))
    (swept,) = await shop.container.sweep()()
    found = await shop.container.gateway().find(swept.id)

    assert found is not None
    assert swept.payment_id == found.id


@pytest.mark.parametrize("made", [True, False])
async def test_after_23_hours_the_payment_is_looked_for_and_never_asked_for_again(shop: Shop, made: bool) -> None:
    """R20: what was never made lapses, what was made is adopted."""
    if made:
        shop.provider.lose_answer("create")
    else:
        shop.provider.miss("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    shop.clock.advance(timedelta(hours=23, minutes=30))
    (swept,) = await shop.container.sweep()()
    shop.clock.advance(timedelta(hours=2))
    (later,) = await shop.container.sweep()()

    assert (swept.payment is not None) is made
    assert (later.status, later.payment is not None) == ("canceled", made)
    assert events(later).count("canceled") == 1


async def test_a_provider_that_is_away_lets_nothing_lapse(shop: Shop) -> None:
    """R41, R45: nothing is ended without having asked."""
    shop.provider.leave()
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    shop.clock.advance(timedelta(hours=30))
    (swept,) = await shop.container.sweep()()

    assert swept.status == "open"
    assert swept.look_again_at is not None
    assert swept.look_again_at > shop.clock.now()


async def test_a_confirmation_without_an_answer_is_one_attempt(shop: Shop) -> None:
    """R23: looked at within a minute, and the same attempt when asked again."""
    checkout = await shop.open()
    shop.provider.lose_answer("confirm")
    with pytest.raises(ProviderUnavailable):
        await shop.container.send_to_alma()(checkout.id, by="shop")
    stored = await shop.stored(checkout)
    sent = await shop.container.send_to_alma()(checkout.id, by="shop")

    assert stored.look_again_at is not None
    assert stored.look_again_at <= shop.clock.now() + timedelta(minutes=1)
    assert sent.attempts == 1
    assert sent.attempt is not None
    assert not sent.attempt.on_page


async def test_a_capture_without_an_answer_is_one_capture(shop: Shop) -> None:
    """R51: the second answers as the first would have."""
    checkout = await shop.authorized()
    shop.provider.lose_answer("capture")
    with pytest.raises(ProviderUnavailable):
        await shop.container.capture_checkout()(checkout.id, by="ada", amount=9_000)
    captured = await shop.container.capture_checkout()(checkout.id, by="ada", amount=9_000)

    assert (captured.status, captured.captured) == ("paid", 9_000)
    assert events(captured).count("paid") == 1


async def test_a_cancellation_without_an_answer_is_found_by_the_sweep(shop: Shop) -> None:
    """R52: canceled there, canceled here."""
    checkout = await shop.at_alma()
    shop.provider.lose_answer("cancel")
    with pytest.raises(ProviderUnavailable):
        await shop.container.cancel_checkout()(checkout.id, by="ada")
    shop.clock.advance(timedelta(seconds=40))
    (swept,) = await shop.container.sweep()()

    assert swept.status == "canceled"
    assert events(swept).count("canceled") == 1


@pytest.mark.parametrize("lost", [True, False])
async def test_a_change_without_an_answer_is_finished_by_the_sweep(shop: Shop, lost: bool) -> None:
    """R22: whether it reached the provider or not."""
    checkout = await shop.open()
    if lost:
        shop.provider.lose_answer("change_amount")
    else:
        shop.provider.miss("change_amount")
    with pytest.raises(ProviderUnavailable):
        await shop.container.change_amount()(checkout.id, 15_990, by="ada")
    shop.clock.advance(timedelta(seconds=40))
    (swept,) = await shop.container.sweep()()

    assert (swept.order.total.amount, swept.change) == (15_990, None)
    assert events(swept).count("amount_changed") == 1
    assert await shop.provider.amount(checkout.payment_id) == 15_990


async def test_a_change_that_nobody_heard_of_for_23_hours_is_dropped(shop: Shop) -> None:
    """R20: its key is too old to be used again."""
    checkout = await shop.open()
    shop.provider.miss("change_amount")
    with pytest.raises(ProviderUnavailable):
        await shop.container.change_amount()(checkout.id, 15_990, by="ada")
    shop.clock.advance(timedelta(hours=23, minutes=5))
    (swept,) = await shop.container.sweep()()

    assert (swept.order.total.amount, swept.change) == (14_990, None)


@pytest.mark.parametrize("lost", [True, False])
async def test_a_refund_without_an_answer_is_pending_and_finished_by_the_sweep(shop: Shop, lost: bool) -> None:
    """R60: the answer is the refund all the same, and there is one."""
    checkout = await shop.paid()
    if lost:
        shop.provider.lose_answer("refund")
    else:
        shop.provider.miss("refund")
    refunded = await shop.container.refund_checkout()(checkout.id, by="ada", amount=3_000, key="vase")
    again = await shop.container.refund_checkout()(checkout.id, by="ada", amount=3_000, key="vase")
    shop.clock.advance(timedelta(minutes=10))
    (swept,) = await shop.container.sweep()()

    assert (refunded.refund.status, refunded.refund.unanswered) == ("pending", True)
    assert again.replayed
    assert [refund.status for refund in swept.refunds] == ["succeeded"]
    assert await refunds_there(shop, checkout) == 1


@pytest.mark.parametrize(("lost", "status"), [(True, "succeeded"), (False, "failed")])
async def test_after_23_hours_a_refund_is_looked_for_and_never_asked_for_again(
    shop: Shop, lost: bool, status: str
) -> None:
    """R20, R60: what the provider never heard of frees its amount."""
    checkout = await shop.paid()
    if lost:
        shop.provider.lose_answer("refund")
    else:
        shop.provider.miss("refund")
    await shop.container.refund_checkout()(checkout.id, by="ada", amount=3_000)
    shop.clock.advance(timedelta(hours=23))
    (swept,) = await shop.container.sweep()()

    assert [refund.status for refund in swept.refunds] == [status]
    assert await refunds_there(shop, checkout) == int(lost)


async def test_a_manual_opening_is_the_same(shop: Shop) -> None:
    """R20: whatever is asked for, the parameters of the second try are those of the first."""
    shop.provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open(Capture.MANUAL)
    shop.clock.advance(timedelta(seconds=40))
    (swept,) = await shop.container.sweep()()

    assert swept.payment is not None
