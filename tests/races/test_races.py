"""What happens at once has one effect, and nobody is answered with somebody else's race (R4, R20, R34, R51, R52)."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import AmountExceedsRefundable, NotAllowedNow, ProviderUnavailable
from domain.ports import Hint
from tests.races.conftest import Shop, events


async def test_ten_who_settle_at_once_see_one_transition(shop: Shop) -> None:
    """R4: webhook, return page and sweep; the losers read the winner's outcome."""
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "approve")
    settled = await asyncio.gather(*(shop.container.settle()(checkout.id, by=f"hint-{n}") for n in range(10)))

    assert {one.status for one in settled} == {"paid"}
    assert events(await shop.stored(checkout)).count("paid") == 1


async def test_an_event_heard_while_the_customer_returns_is_looked_into(shop: Shop) -> None:
    """R4, R80: the hint is kept at now although the answer was taken in."""
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "approve")
    asked, heard = asyncio.Event(), asyncio.Event()

    async def while_asking() -> None:
        asked.set()
        await heard.wait()

    shop.provider.slow_down("look_up", after=while_asking)
    returning = asyncio.create_task(shop.container.settle()(checkout.id, by="customer"))
    await asked.wait()
    now = shop.clock.now()
    hint = Hint("evt_1", "payment_intent.succeeded", "pi", checkout.payment_id, None, "test", now)
    await shop.container.checkouts().hear(hint, at=now)
    heard.set()
    settled = await returning

    assert settled.status == "paid"
    assert settled.look_again_at == now
    assert [one.id for one in await shop.container.sweep()()] == [checkout.id]
    assert events(await shop.stored(checkout)).count("paid") == 1


async def test_a_crash_between_an_event_and_its_work_loses_nothing(shop: Shop) -> None:
    """R80: the reminder was kept with the fact, and another process goes on; the event sent again is a duplicate."""
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "approve")
    now = shop.clock.now()
    hint = Hint("evt_1", "payment_intent.succeeded", "pi", checkout.payment_id, None, "test", now)
    first = await shop.container.checkouts().hear(hint, at=now)
    await shop.container.database().close()
    survivor = shop.another()
    (swept,) = await survivor.container.sweep()()
    again = await survivor.container.checkouts().hear(hint, at=now)
    await survivor.container.database().close()

    assert (first, again) == (True, False)
    assert swept.status == "paid"


async def test_an_event_that_comes_before_the_payment_is_stored_is_not_lost(shop: Shop) -> None:
    """R81: it is matched by the checkout's id in its metadata."""
    shop.provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    now = shop.clock.now()
    hint = Hint("evt_1", "payment_intent.requires_action", "pi", "pi_unknown", stored.id, "test", now)
    await shop.container.checkouts().hear(hint, at=now)
    (swept,) = await shop.container.sweep()()

    assert stored.payment is None
    assert swept.payment is not None


async def test_canceling_just_before_the_customer_approves_cancels(shop: Shop) -> None:
    """R52: the provider decided in our favour."""
    checkout = await shop.at_alma()
    canceled = await shop.container.cancel_checkout()(checkout.id, by="ada")

    assert canceled.status == "canceled"
    assert events(canceled).count("canceled") == 1


async def test_canceling_just_after_the_customer_approved_pays(shop: Shop) -> None:
    """R52: the provider decided in the customer's favour, between our question and our cancellation."""
    checkout = await shop.at_alma()

    async def approve() -> None:
        await shop.provider.decide(checkout.payment_id, "approve")

    shop.provider.slow_down("cancel", before=approve)
    with pytest.raises(NotAllowedNow) as refused:
        await shop.container.cancel_checkout()(checkout.id, by="ada")

    assert refused.value.data == {"current_status": "paid", "advice": "refund_instead"}
    assert (await shop.stored(checkout)).status == "paid"


async def test_a_capture_that_the_dashboard_made_first_is_adopted(shop: Shop) -> None:
    """R51: the same amount answers as if it was ours."""
    checkout = await shop.authorized()

    async def capture() -> None:
        await shop.provider.capture(checkout.payment_id, 14_990)

    shop.provider.slow_down("capture", before=capture)
    captured = await shop.container.capture_checkout()(checkout.id, by="ada")

    assert (captured.status, captured.captured) == ("paid", 14_990)
    assert events(captured).count("paid") == 1


async def test_another_amount_that_the_dashboard_captured_first_is_told(shop: Shop) -> None:
    """R51: a second capture of another amount is not possible."""
    checkout = await shop.authorized()

    async def capture() -> None:
        await shop.provider.capture(checkout.payment_id, 5_000)

    shop.provider.slow_down("capture", before=capture)
    with pytest.raises(NotAllowedNow):
        await shop.container.capture_checkout()(checkout.id, by="ada")

    assert (await shop.stored(checkout)).captured == 5_000


async def test_a_slow_answer_about_the_first_attempt_does_not_end_the_second(shop: Shop) -> None:
    """R4, R34: an answer is only as fresh as its question."""
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "refuse")
    answered, second = asyncio.Event(), asyncio.Event()

    async def late() -> None:
        answered.set()
        await second.wait()

    shop.provider.slow_down("look_up", after=late)
    slow = asyncio.create_task(shop.container.settle()(checkout.id, by="webhook"))
    await answered.wait()
    await shop.container.send_to_alma()(checkout.id, by="shop")
    second.set()
    settled = await slow

    assert settled.status == "awaiting_customer"
    assert settled.attempt is not None
    assert settled.attempt.number == 2
    assert events(settled).count("attempt_failed") == 1


async def test_who_is_always_overtaken_leaves_it_to_the_sweep(shop: Shop) -> None:
    """R4: three times, then it is due at once and the stored checkout is the answer."""
    checkout = await shop.at_alma()
    overtaken = 0

    async def overtake() -> None:
        nonlocal overtaken
        overtaken += 1
        now = shop.clock.now()
        await shop.container.checkouts().update(checkout.id, lambda stored: stored.changed(now))
        shop.provider.slow_down("look_up", after=overtake)

    shop.provider.slow_down("look_up", after=overtake)
    answer = await shop.container.settle()(checkout.id, by="webhook")

    assert overtaken == 3
    assert answer.status == "awaiting_customer"
    assert answer.look_again_at == shop.clock.now()


async def test_two_who_send_the_customer_to_alma_begin_one_attempt(shop: Shop) -> None:
    """R23: the same attempt, no second confirmation."""
    checkout = await shop.open()
    sent = await asyncio.gather(*(shop.container.send_to_alma()(checkout.id, by=f"shop-{n}") for n in range(5)))

    assert len({one.attempt.redirect_url for one in sent if one.attempt}) == 1
    assert events(await shop.stored(checkout)).count("redirected") == 1


async def test_refunds_at_once_never_exceed_what_was_captured(shop: Shop) -> None:
    """R61: twenty of 30.00 from 149.90 are four."""
    checkout = await shop.paid()
    refund = shop.container.refund_checkout
    answers = await asyncio.gather(
        *(refund()(checkout.id, amount=3_000, by="ada") for _ in range(20)), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, AmountExceedsRefundable)]
    stored = await shop.stored(checkout)

    assert len(refused) == 16
    assert len(stored.refunds) == 4
    assert stored.refundable == 2_990
    assert sum(await shop.provider.refunds(checkout.payment_id)) == 12_000


async def test_one_key_at_once_makes_one_refund(shop: Shop) -> None:
    """R21, R60: retried it is one."""
    checkout = await shop.paid()
    refund = shop.container.refund_checkout
    answers = await asyncio.gather(*(refund()(checkout.id, amount=3_000, by="ada", key="vase") for _ in range(10)))

    assert len({answer.refund.id for answer in answers}) == 1
    assert sum(not answer.replayed for answer in answers) == 1
    assert len(await shop.provider.refunds(checkout.payment_id)) == 1


async def test_changes_at_once_end_in_one_amount_here_and_there(shop: Shop) -> None:
    """R22: whichever came last, both sides have it once all is settled."""
    checkout = await shop.open()
    change = shop.container.change_amount
    await asyncio.gather(*(change()(checkout.id, 10_000 + n, by="ada") for n in range(5)), return_exceptions=True)
    shop.clock.advance(timedelta(minutes=2))
    await shop.container.sweep()()
    settled = await shop.container.settle()(checkout.id, by="sweep")

    assert settled.change is None
    assert settled.order.total.amount == await shop.provider.amount(checkout.payment_id)
