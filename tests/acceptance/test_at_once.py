"""What happens at the same time, which no story can tell: each effect is had once, and nobody is told of an error."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from dependency_injector import providers

from adapters.sandbox.dashboard import Dashboard
from domain.checkout import Capture, Checkout
from domain.errors import AmountExceedsRefundable, Refusal
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.support.manual_clock import ManualClock

ARMCHAIR = Order("1001", Money(14_990, "EUR"), "FR")


async def patience() -> None:
    """Let everybody else go first."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> ManualClock:
    """The time of everybody."""
    return ManualClock()


@pytest.fixture
def shop(clock: ManualClock) -> Container:
    """Everything there is, in memory."""
    settings = Settings({"ALMA_CHECKOUT_DATABASE_URL": "memory://"})
    return Container(settings=settings, clock=providers.Object(clock))


async def opened(shop: Container, capture: Capture = Capture.AUTOMATIC) -> Checkout:
    """Open the armchair's checkout."""
    opening = Opening(order=ARMCHAIR, capture=capture)
    return (await shop.open_checkout()(opening, by="shop", key="armchair")).checkout


async def approved(shop: Container, capture: Capture = Capture.AUTOMATIC) -> Checkout:
    """Have the customer approve at Alma, and nobody else hear of it."""
    checkout = await opened(shop, capture)
    await shop.send_to_alma()(checkout.id, by="shop")
    await shop.alma_page().decide(checkout.payment_id, "approve")
    return checkout


async def paid(shop: Container) -> Checkout:
    """Have the customer pay, and the shop hear of it."""
    return await shop.settle()((await approved(shop)).id, by="customer")


async def at_once(*deeds: Awaitable[Any]) -> tuple[list[Any], list[Refusal]]:
    """Do things at the same time; give what was answered, and what was refused. A bug comes out."""
    outcomes = await asyncio.gather(*deeds, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, Refusal):
            raise outcome
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    return [outcome for outcome in outcomes if outcome not in refusals], refusals


def events(checkout: Checkout) -> list[str]:
    """What happened to it."""
    return [entry.event for entry in checkout.timeline]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_two_who_settle_at_once_make_one_change(shop: Container, when: str) -> None:
    """R2, R4: the loser re-reads, and both are answered with what is."""
    checkout = await approved(shop)
    shop.faults().slow_down("look_up", **{when: patience})
    answers, refusals = await at_once(
        shop.settle()(checkout.id, by="customer"), shop.settle()(checkout.id, by="webhook")
    )

    assert refusals == []
    assert {answer.status for answer in answers} == {"paid"}
    assert events(await shop.checkouts().get(checkout.id)).count("paid") == 1


async def test_an_answer_to_a_question_from_before_the_cancellation_is_not_taken_in(shop: Container) -> None:
    """R4: what the provider said before the shop canceled is no news of the canceled checkout."""
    checkout = await opened(shop)
    shop.faults().slow_down("look_up", after=patience)
    answers, refusals = await at_once(
        shop.settle()(checkout.id, by="webhook"), shop.cancel_checkout()(checkout.id, by="shop")
    )

    assert refusals == []
    assert {answer.status for answer in answers} == {"canceled"}
    assert events(await shop.checkouts().get(checkout.id)) == ["opened", "payment_created", "canceled"]


async def test_an_answer_to_a_question_from_before_the_redirection_ends_no_attempt(shop: Container) -> None:
    """R4, R34: that nothing ran when it was asked does not end what runs by now."""
    checkout = await opened(shop)
    shop.faults().slow_down("look_up", after=patience)
    answers, refusals = await at_once(
        shop.settle()(checkout.id, by="webhook"), shop.send_to_alma()(checkout.id, by="shop")
    )

    assert refusals == []
    assert {answer.status for answer in answers} == {"awaiting_customer"}
    assert events(await shop.checkouts().get(checkout.id)) == ["opened", "payment_created", "redirected"]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_one_key_used_twice_at_once_opens_one_checkout(shop: Container, when: str) -> None:
    """R20, R21: with one payment."""
    shop.faults().slow_down("create", **{when: patience})
    answers, refusals = await at_once(opened(shop), opened(shop), opened(shop))

    assert refusals == []
    assert len({(answer.id, answer.payment_id) for answer in answers}) == 1
    assert len(await shop.checkouts().of_order("1001")) == 1


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_customer_sent_twice_at_once_makes_one_attempt(shop: Container, when: str) -> None:
    """R23: with one address."""
    checkout = await opened(shop)
    shop.faults().slow_down("confirm", **{when: patience})
    answers, refusals = await at_once(
        shop.send_to_alma()(checkout.id, by="shop"), shop.send_to_alma()(checkout.id, by="shop")
    )

    assert refusals == []
    assert len({answer.attempt for answer in answers}) == 1
    assert events(await shop.checkouts().get(checkout.id)).count("redirected") == 1


@pytest.mark.parametrize("when", ["before", "after"])
async def test_refunds_at_once_never_exceed_what_is_refundable(shop: Container, when: str) -> None:
    """R61: two of 100.00 out of 149.90 are one refund and one refusal, whatever their amounts."""
    checkout = await paid(shop)
    shop.faults().slow_down("refund", **{when: patience})
    refund = shop.refund_checkout()
    answers, refusals = await at_once(
        refund(checkout.id, by="shop", amount=10_000), refund(checkout.id, by="shop", amount=9_999)
    )

    assert (len(answers), [type(refusal) for refusal in refusals]) == (1, [AmountExceedsRefundable])


@pytest.mark.parametrize("when", ["before", "after"])
async def test_one_refund_asked_for_twice_at_once_is_one(shop: Container, when: str) -> None:
    """R60: with one key, here and at the provider."""
    checkout = await paid(shop)
    shop.faults().slow_down("refund", **{when: patience})
    refund = shop.refund_checkout()
    answers, refusals = await at_once(
        refund(checkout.id, by="shop", amount=3_000, key="cushion"),
        refund(checkout.id, by="shop", amount=3_000, key="cushion"),
    )
    there = await Dashboard(shop.sandbox_memory(), shop.clock(), shop.faults()).see(checkout.payment_id)

    assert refusals == []
    assert len({answer.refund.id for answer in answers}) == 1
    assert [made.amount for made in there.refunds] == [3_000]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_capture_asked_for_twice_at_once_is_one(shop: Container, when: str) -> None:
    """R51: both are answered with the money."""
    checkout = await approved(shop, Capture.MANUAL)
    shop.faults().slow_down("capture", **{when: patience})
    capture: Callable[..., Awaitable[Checkout]] = shop.capture_checkout()
    answers, refusals = await at_once(
        capture(checkout.id, by="shop", amount=8_000), capture(checkout.id, by="shop", amount=8_000)
    )

    assert refusals == []
    assert {answer.captured for answer in answers} == {8_000}


@pytest.mark.parametrize("when", ["before", "after"])
async def test_of_capture_and_cancel_at_once_one_is_done(shop: Container, when: str) -> None:
    """R51, R52: the other is refused by what has become of the checkout."""
    checkout = await approved(shop, Capture.MANUAL)
    shop.faults().slow_down("capture", **{when: patience})
    answers, refusals = await at_once(
        shop.capture_checkout()(checkout.id, by="shop"), shop.cancel_checkout()(checkout.id, by="shop")
    )
    now = await shop.settle()(checkout.id, by="shop")

    assert (len(answers), [refusal.code for refusal in refusals]) == (1, ["not_allowed_now"])
    assert {answer.status for answer in answers} == {now.status}


async def test_the_customer_pays_while_the_shop_cancels(shop: Container) -> None:
    """R52: the money counts, and the shop is told to refund."""
    checkout = await opened(shop)
    await shop.send_to_alma()(checkout.id, by="shop")

    async def customer() -> None:
        await shop.alma_page().decide(checkout.payment_id, "approve")

    shop.faults().slow_down("cancel", before=customer)
    _, refusals = await at_once(shop.cancel_checkout()(checkout.id, by="shop"))

    assert [(refusal.code, refusal.data["advice"]) for refusal in refusals] == [("not_allowed_now", "refund_instead")]
    assert (await shop.checkouts().get(checkout.id)).status == "paid"


async def test_the_customer_pays_while_the_checkout_lapses(shop: Container, clock: ManualClock) -> None:
    """R42, R45: money beats the sweep as well."""
    checkout = await opened(shop)
    clock.set(checkout.lapses_at)
    await shop.send_to_alma()(checkout.id, by="shop")

    async def customer() -> None:
        await shop.alma_page().decide(checkout.payment_id, "approve")

    shop.faults().slow_down("look_up", after=customer)
    await shop.sweep().look_after(checkout.id)

    assert (await shop.settle()(checkout.id, by="shop")).status == "paid"
