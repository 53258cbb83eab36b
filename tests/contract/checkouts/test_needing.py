"""What needs a person is found without looking at everything (R7, R50, R62, R70, R81)."""

from dataclasses import replace

from domain.ports import Checkouts
from domain.settling import settle
from domain.tasks import person_from
from tests.contract.checkouts.samples import LATER, a_hint, added
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    an_authorized_checkout,
    an_open_checkout,
    an_opening,
)


async def test_checkouts_that_need_a_person_are_found_from_their_moment_on(store: Checkouts) -> None:
    """The longest-waiting comes first; what needs nobody, or not yet, is left out."""
    review, reserved = a_checkout_in_review("brass-lamp", at=NOON + A_DAY), an_authorized_checkout("oak-table")
    await added(store, a_paid_checkout(), reserved, review)
    day_six = person_from(reserved)
    assert day_six

    assert await store.needing_a_person(at=NOON) == ()
    assert await store.needing_a_person(at=day_six - A_MINUTE) == (review,)
    assert await store.needing_a_person(at=day_six) == (review, reserved)


async def test_a_checkout_that_moves_on_needs_nobody_any_more(store: Checkouts) -> None:
    """What is found follows each change."""
    review = a_checkout_in_review()
    await added(store, review)
    await store.update(review.id, lambda _: a_paid_checkout())

    assert await store.needing_a_person(at=NOON + 9 * A_DAY) == ()


async def test_orders_paid_twice_are_found_with_all_their_paid_checkouts(store: Checkouts) -> None:
    """An order paid once, and one of which the second checkout is open, are left out."""
    table, lamp = an_opening(order="1002"), an_opening(order="1003")
    first, second = a_paid_checkout("chair-1"), a_paid_checkout("chair-2", at=NOON + A_MINUTE)
    await added(store, second, a_paid_checkout("table", opening=table), an_open_checkout("table-2", opening=table))
    await added(store, a_paid_checkout("lamp", opening=lamp), first)

    assert await store.paid_twice() == (first, second)


async def test_a_checkout_is_found_by_its_payment(store: Checkouts) -> None:
    """A payment that no checkout has finds none."""
    chair = an_open_checkout()
    await added(store, chair)

    assert await store.of_payment("pi_velvet-armchair") == chair
    assert await store.of_payment("pi_brass-lamp") is None
    assert await store.of_payment("pi\0\ud800") is None


async def test_payments_that_were_heard_of_and_have_no_checkout_are_told(store: Checkouts) -> None:
    """Each once, however many events there were of it; one that found its checkout by another way is known."""
    await added(store, an_open_checkout())
    await store.hear(a_hint("evt_1", payment="pi_nobody"), at=LATER)
    await store.hear(a_hint("evt_2", payment="pi_nobody", checkout="co_nobody"), at=LATER)
    await store.hear(a_hint("evt_3", payment="pi_velvet-armchair"), at=LATER)
    await store.hear(a_hint("evt_4"), at=LATER)

    assert await store.unknown_payments() == ("pi_nobody",)


async def test_what_needs_a_person_outlives_a_look(store: Checkouts) -> None:
    """To look at it again changes nothing of that."""
    review = a_checkout_in_review()
    await added(store, review)
    news = a_payment_for(review)
    looked = await store.update(review.id, lambda stored: settle(stored, news, at=LATER, by="sweep"))

    assert await store.needing_a_person(at=NOON + A_DAY) == (replace(looked),)
