"""What there is to be done about a payment that nobody owns (R85)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.orphans import REFUNDED, Done, Orphan, left_of, orphan_of
from domain.payment import (
    AwaitingMethod,
    Capturable,
    Payment,
    PaymentStatus,
    ProviderDispute,
    ProviderRefund,
    Succeeded,
    Voided,
)
from domain.refunds import Refund
from domain.states import Paid
from domain.tasks import Kind, of_orders, of_orphan
from domain.timeline import Entry
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_paid_checkout,
    a_payment_for,
    an_open_checkout,
    an_opening,
)

PAID = Succeeded(14_990, NOON)


def a_payment(status: PaymentStatus, *refunds: ProviderRefund) -> Payment:
    """Give a payment of nobody."""
    return replace(a_payment_for(an_open_checkout(), status), refunds=refunds)


def a_refund(amount: int, status: str) -> ProviderRefund:
    """Give a refund as the provider tells it."""
    return ProviderRefund(f"re_{amount}", amount, status, NOON)


@pytest.mark.parametrize(
    ("payment", "holds", "amount"),
    [
        (a_payment(PAID), "received", 14_990),
        (a_payment(PAID, a_refund(4_990, "succeeded")), "received", 10_000),
        (a_payment(PAID, a_refund(4_990, "pending")), "received", 10_000),
        (a_payment(PAID, a_refund(4_990, "failed"), a_refund(9_990, "canceled")), "received", 14_990),
        (a_payment(Capturable(9_000)), "reserved", 9_000),
        (a_payment(AwaitingMethod()), "nothing", 0),
    ],
)
def test_what_the_provider_holds_is_told(payment: Payment, holds: str, amount: int) -> None:
    """What went back, or is on its way, is not held."""
    orphan = orphan_of(payment, at=NOON)

    assert orphan
    assert (orphan.holds, orphan.amount, orphan.checkout) == (holds, amount, "co_velvet-armchair")


@pytest.mark.parametrize("payment", [a_payment(Voided()), a_payment(PAID, a_refund(14_990, "pending"))])
def test_where_nothing_is_held_there_is_nothing_to_do(payment: Payment) -> None:
    """Neither where it was called off, nor where all went back."""
    assert orphan_of(payment, at=NOON) is None
    assert left_of(payment) == 0


def test_an_orphan_is_a_task_for_a_day() -> None:
    """Somebody's money waits."""
    orphan = orphan_of(a_payment(PAID), at=NOON)
    assert orphan
    task = of_orphan(orphan)

    assert (task.id, task.kind, task.subject) == ("pi_velvet-armchair.orphan", Kind.ORPHAN, "pi_velvet-armchair")
    assert (task.since, task.worse_at, task.detail) == (NOON, NOON + A_DAY, "received")
    assert (task.amount, task.currency) == (14_990, "EUR")


def met_again(orphan: Orphan, payment: Payment) -> Done | None:
    """Meet an orphan again, and give what is said of it then."""
    at = NOON + A_DAY
    return orphan.met_again(orphan_of(payment, at=at), at=at).done


def test_an_orphan_met_again_is_over_when_nothing_is_left() -> None:
    """Somebody gave it back at the provider."""
    orphan = orphan_of(a_payment(PAID), at=NOON)
    assert orphan

    assert met_again(orphan, a_payment(PAID)) is None
    assert met_again(orphan, a_payment(Voided())) == Done("provider", NOON + A_DAY)


def test_what_is_held_of_an_orphan_is_brought_up_to_date() -> None:
    """A part of it may have gone back since."""
    reserved = orphan_of(a_payment(Capturable(14_990)), at=NOON)
    received = orphan_of(a_payment(Succeeded(9_000, NOON)), at=NOON)
    assert reserved

    assert reserved.met_again(received, at=NOON) == replace(reserved, holds="received", amount=9_000)


def test_a_refused_call_is_counted_once_by_two_who_made_it() -> None:
    """R20: what is asked for next is another call."""
    orphan = orphan_of(a_payment(PAID), at=NOON)
    assert orphan

    assert orphan.refused(0).used_keys == orphan.refused(0).refused(0).used_keys == 1
    assert orphan.refused(0).refused(1).used_keys == 2


def test_what_was_said_of_an_orphan_stays_where_less_is_held() -> None:
    """R85: a reservation that ran out asks nothing of anybody."""
    reserved, nothing = (
        orphan_of(a_payment(Capturable(9_000)), at=NOON),
        orphan_of(a_payment(AwaitingMethod()), at=NOON),
    )
    assert reserved

    assert reserved.ended("ada", NOON, "known").met_again(nothing, at=NOON).done == Done("ada", NOON, "known")


def test_no_more_is_left_than_was_received() -> None:
    """The provider may have sent back more, such as a fee."""
    assert left_of(a_payment(PAID, a_refund(15_000, "succeeded"))) == 0


def test_an_orphan_whose_refund_failed_is_open_again() -> None:
    """What a person said otherwise stays."""
    orphan = orphan_of(a_payment(PAID), at=NOON)
    assert orphan
    ours, theirs = orphan.ended("ada", NOON, REFUNDED), orphan.ended("ada", NOON, "given in cash")
    failed = a_payment(PAID, a_refund(14_990, "failed"))

    assert met_again(ours, a_payment(PAID, a_refund(14_990, "pending"))) == Done("ada", NOON, REFUNDED)
    assert met_again(ours, failed) is None
    assert met_again(theirs, failed) == Done("ada", NOON, "given in cash")


def test_what_was_lost_in_a_dispute_is_not_held() -> None:
    """R61: it went back on another way; what is still disputed, or was won, is held."""
    lost, won, still = (
        replace(a_payment(PAID), disputes=(ProviderDispute("dp_1", 4_990, word, NOON),))
        for word in ("lost", "won", "needs_response")
    )

    assert [left_of(payment) for payment in (lost, won, still)] == [10_000, 14_990, 14_990]


def test_money_that_went_back_in_the_dashboard_and_failed_is_a_task_again() -> None:
    """R62: it is nobody's word that it was over, but what the provider held then."""
    orphan = orphan_of(a_payment(PAID), at=NOON)
    assert orphan
    over = orphan.met_again(orphan_of(a_payment(PAID, a_refund(14_990, "pending")), at=NOON), at=NOON)
    again = over.met_again(orphan_of(a_payment(PAID, a_refund(14_990, "failed")), at=NOON), at=NOON)

    assert over.done == Done("provider", NOON)
    assert (over.amount, over.holds) == (0, "nothing")
    assert again.done is None
    assert (again.amount, again.holds) == (14_990, "received")


@pytest.mark.parametrize(
    ("before", "after", "is_open"),
    [
        (AwaitingMethod(), PAID, True),
        (AwaitingMethod(), Capturable(9_000), True),
        (Capturable(14_990), PAID, True),
        (AwaitingMethod(), AwaitingMethod(), False),
        (PAID, PAID, False),
    ],
)
def test_a_word_on_an_orphan_is_no_word_on_money_that_comes_later(
    before: PaymentStatus, after: PaymentStatus, is_open: bool
) -> None:
    """What a person said was said of what the provider held then."""
    orphan = orphan_of(a_payment(before), at=NOON)
    assert orphan
    again = orphan.ended("ada", NOON, "nothing to do").met_again(orphan_of(a_payment(after), at=NOON), at=NOON)

    assert (again.done is None) is is_open


def test_what_was_paid_later_for_the_same_order_is_a_task() -> None:
    """The checkout that was paid first is left alone; another order's does not count."""
    first, second = a_paid_checkout("chair-1", at=NOON + A_MINUTE), a_paid_checkout("chair-2", at=NOON)
    third = a_paid_checkout("chair-3", at=NOON + 2 * A_MINUTE)
    table = an_opening(order="1002")
    tasks = list(of_orders([first, second, third, a_paid_checkout("table", opening=table)]))

    assert [(task.id, task.detail) for task in tasks] == [
        ("co_chair-1.paid_twice", "co_chair-2"),
        ("co_chair-3.paid_twice", "co_chair-2"),
    ]
    assert tasks[0].worse_at == tasks[0].since + timedelta(days=1)
    assert (tasks[0].order, tasks[0].amount, tasks[0].currency) == ("1001", 14_990, "EUR")


def test_of_what_was_paid_twice_the_part_counts_that_is_kept() -> None:
    """What went back is not kept, and what failed to is."""
    first, second = a_paid_checkout("chair-1"), a_paid_checkout("chair-2", at=NOON + A_MINUTE)
    refund = Refund(id="re_1", amount=4_990, status="succeeded", created_at=NOON)
    part = replace(second, refunds=(refund, replace(refund, id="re_2", amount=1_000, status="failed")))
    whole = replace(second, refunds=(replace(refund, amount=14_990),))

    assert [task.amount for task in of_orders([first, part])] == [10_000]
    assert list(of_orders([first, whole])) == []


def test_the_time_of_payment_says_which_was_first() -> None:
    """And not that of the opening."""
    opened_first, paid_first = a_paid_checkout("chair-1"), a_paid_checkout("chair-2", at=NOON + A_MINUTE)
    assert isinstance(opened_first.state, Paid)
    late = replace(opened_first, state=replace(opened_first.state, paid_at=NOON + A_DAY))

    assert [(task.id, task.since) for task in of_orders([late, paid_first])] == [
        ("co_chair-1.paid_twice", NOON + A_DAY)
    ]


def test_what_keeps_no_money_was_not_paid_twice() -> None:
    """Nor what is open, nor what somebody said is right."""
    first, second = a_paid_checkout("chair-1"), a_paid_checkout("chair-2", at=NOON + A_MINUTE)
    said = second.changed(NOON, Entry(NOON, "task_done", "ada", {"task": "co_chair-2.paid_twice"}))
    another = second.changed(NOON, Entry(NOON, "task_done", "ada", {"task": "co_chair-2.refund_failed.1"}))

    assert list(of_orders([first, an_open_checkout("chair-2")])) == []
    assert list(of_orders([first, said])) == []
    assert len(list(of_orders([first, replace(second, timeline=another.timeline)]))) == 1
