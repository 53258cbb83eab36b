"""What needs a person, and until when (R7, R50, R60, R62, R70)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain import refunding
from domain.checkout import Checkout
from domain.outgoing import announced
from domain.payment import Capturable, Method, ProviderDispute, ProviderRefund, Succeeded, Voided
from domain.refunds import Refund
from domain.settling import settle
from domain.tasks import Kind, Task, of_event, open_tasks, person_from, subject_of
from domain.timeline import Entry
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)

SOME_DAY = NOON + 30 * A_DAY


def kinds(checkout: Checkout, at: datetime = SOME_DAY) -> list[Kind]:
    """Name what a checkout needs a person for."""
    return [task.kind for task in open_tasks(checkout, at)]


def refunded(
    checkout: Checkout, amount: int, word: str, *, at: datetime = NOON + A_DAY, by: str = "webhook"
) -> Checkout:
    """Ask for a refund, of which the provider then says this word."""
    name = f"re_{len(checkout.refunds) + 1}"
    refund = Refund(id=name, amount=amount, status="pending", created_at=at, by="ada")
    asked = refunding.requested(checkout, refund)
    news = ProviderRefund(f"pr_{name}", amount, word, at, name, failure="insufficient_funds")
    return refunding.answered(asked, news, at=at + A_MINUTE, by=by)


def test_money_that_is_reserved_needs_a_person_from_day_six() -> None:
    """It gets worse when the provider may release it."""
    reserved = an_authorized_checkout()
    week = NOON + 7 * A_DAY
    day_six = week - A_DAY

    assert person_from(reserved) == day_six
    assert kinds(reserved, day_six - timedelta(microseconds=1)) == []
    assert open_tasks(reserved, day_six) == (
        Task(
            id="co_velvet-armchair.capture",
            kind=Kind.CAPTURE,
            subject="co_velvet-armchair",
            since=day_six,
            worse_at=week,
            order="1001",
            amount=14_990,
            currency="EUR",
        ),
    )
    assert not open_tasks(reserved, day_six)[0].overdue(week - A_MINUTE)
    assert open_tasks(reserved, day_six)[0].overdue(week)


def test_money_that_was_not_captured_in_time_stays_a_task() -> None:
    """The order is not paid, and somebody has to ask the customer again."""
    lost = settled(an_authorized_checkout(), Voided("automatic", NOON + 7 * A_DAY), after=7 * A_DAY)

    (task,) = open_tasks(lost, SOME_DAY)

    assert (task.kind, task.since, task.worse_at) == (Kind.AUTHORIZATION_EXPIRED, NOON + 7 * A_DAY, NOON + 8 * A_DAY)


def test_money_reserved_otherwise_needs_nobody() -> None:
    """R50: the seven days are Alma's, and the provider tells no others."""
    assert person_from(settled(an_open_checkout(), Capturable(14_990, Method("pm_card", "card")))) is None


def test_a_review_needs_a_decision() -> None:
    """From when it began; the reason stands beside it."""
    (task,) = open_tasks(a_checkout_in_review(), SOME_DAY)

    assert (task.kind, task.since, task.detail) == (Kind.REVIEW, NOON + 2 * A_MINUTE, "amount_differs")
    assert task.worse_at == task.since + A_DAY


def test_a_refund_that_failed_needs_a_person() -> None:
    """The customer is to be paid another way."""
    (task,) = open_tasks(refunded(a_paid_checkout(), 3_000, "failed"), SOME_DAY)

    assert (task.id, task.kind, task.amount) == ("co_velvet-armchair.refund_failed.1", Kind.REFUND_FAILED, 3_000)
    assert (task.since, task.detail) == (NOON + A_DAY + A_MINUTE, "re_1")
    assert task.worse_at == task.since + A_DAY


def test_the_first_task_says_from_when_a_person_is_needed() -> None:
    """Whatever comes later."""
    failed = refunded(a_paid_checkout(), 3_000, "failed")

    assert person_from(refunded(failed, 2_000, "failed", at=NOON + 9 * A_DAY)) == NOON + A_DAY + A_MINUTE


def test_a_refund_that_failed_after_it_arrived_is_a_task_since_then() -> None:
    """R62: whoever asked for it, and whatever else was told of it; another's failure is not its own."""
    arrived = refunded(refunded(a_paid_checkout(), 2_000, "failed"), 3_000, "succeeded", at=NOON + 2 * A_DAY, by="ada")
    back = ProviderRefund("pr_re_2", 3_000, "failed", NOON, "re_2")
    failed = refunding.answered(arrived, back, at=NOON + 5 * A_DAY, by="ada")

    assert [(task.detail, task.since) for task in open_tasks(failed, SOME_DAY)] == [("re_2", NOON + 5 * A_DAY)]


def test_a_failure_of_which_no_history_tells_is_a_task_since_it_was_asked_for() -> None:
    """As far as anybody knows."""
    refund = Refund(id="re_1", amount=3_000, status="pending", created_at=NOON + A_DAY, by="ada")
    asked = refunding.requested(a_paid_checkout(), refund)

    assert person_from(replace(asked, refunds=(replace(refund, status="failed"),))) == NOON + A_DAY


def test_a_refund_that_failed_again_is_a_task_since_the_last_time() -> None:
    """R64: it was refused, was made after all, and came back."""
    refund = Refund(id="re_1", amount=3_000, status="pending", created_at=NOON + A_DAY, by="ada")
    asked = refunding.requested(a_paid_checkout(), refund)
    checkout = refunding.refused(asked, "re_1", "no", at=NOON + A_DAY, by="sweep")
    for word, day in (("succeeded", 2), ("failed", 5)):
        news = ProviderRefund("pr_1", 3_000, word, NOON, "re_1")
        checkout = refunding.answered(checkout, news, at=NOON + day * A_DAY, by="webhook")

    assert person_from(checkout) == NOON + 5 * A_DAY


@pytest.mark.parametrize("tried_at", [None, NOON + A_DAY])
def test_an_event_that_was_never_accepted_is_a_task(tried_at: datetime | None) -> None:
    """R88: since its last try."""
    (paid,) = announced(a_checkout_at_alma(), a_paid_checkout())
    since = tried_at or paid.happened_at

    assert of_event(replace(paid, last_tried_at=tried_at)) == Task(
        id=f"{paid.id}.undelivered",
        kind=Kind.UNDELIVERED,
        subject=paid.id,
        since=since,
        worse_at=since + A_DAY,
        order="1001",
        detail="checkout.paid",
    )


def test_a_later_refund_of_at_least_its_amount_closes_it() -> None:
    """A smaller one does not."""
    failed = refunded(a_paid_checkout(), 3_000, "failed")

    assert kinds(refunded(failed, 2_999, "succeeded")) == [Kind.REFUND_FAILED]
    assert kinds(refunded(failed, 3_000, "pending")) == []
    assert kinds(refunded(failed, 3_001, "succeeded")) == []


def test_one_later_refund_closes_one_that_failed() -> None:
    """Two that failed are two."""
    twice = refunded(refunded(a_paid_checkout(), 3_000, "failed"), 2_000, "failed")
    tasks = open_tasks(refunded(twice, 3_000, "succeeded"), SOME_DAY)

    assert [task.id for task in open_tasks(twice, SOME_DAY)] == [
        "co_velvet-armchair.refund_failed.1",
        "co_velvet-armchair.refund_failed.2",
    ]
    assert [task.amount for task in tasks] == [2_000]


def test_a_second_try_that_fails_leaves_one_task() -> None:
    """It is the same money."""
    again = refunded(refunded(a_paid_checkout(), 3_000, "failed"), 3_000, "failed")

    assert [task.detail for task in open_tasks(again, SOME_DAY)] == ["re_2"]


def test_a_refund_refused_to_whoever_asked_is_no_task() -> None:
    """They were told, and it closes no other (R60)."""
    at = NOON + 2 * A_DAY
    failed = refunded(a_paid_checkout(), 3_000, "failed")
    refund = Refund(id="re_no", amount=3_000, status="pending", created_at=at, by="ada")
    asked = refunding.requested(failed, refund)
    refused = refunding.refused(asked, "re_no", "charge_already_refunded", at=at, by="ada")

    assert [task.detail for task in open_tasks(refused, SOME_DAY)] == ["re_1"]


def test_a_refund_that_the_sweep_gave_up_is_a_task() -> None:
    """Whoever asked was told that it is under way."""
    refund = Refund(id="re_1", amount=3_000, status="pending", created_at=NOON + A_DAY, by="ada")
    asked = refunding.requested(a_paid_checkout(), refund)
    given_up = refunding.refused(asked, "re_1", "never_reached_the_provider", at=NOON + 2 * A_DAY, by="sweep")

    assert kinds(given_up) == [Kind.REFUND_FAILED]


def disputed(status: str) -> Checkout:
    """Dispute a paid checkout; the provider says this of it."""
    paid = a_paid_checkout()
    received = Succeeded(14_990, NOON + 2 * A_MINUTE)
    dispute = ProviderDispute("dp_1", 14_990, status, NOON + A_DAY, NOON + 15 * A_DAY)
    return settle(paid, replace(a_payment_for(paid, received), disputes=(dispute,)), at=NOON + 2 * A_DAY, by="webhook")


def test_an_open_dispute_needs_evidence() -> None:
    """Until its day; from when it was opened."""
    (task,) = open_tasks(disputed("needs_response"), SOME_DAY)

    assert (task.id, task.detail) == ("co_velvet-armchair.dispute.1", "dp_1")
    assert (task.since, task.worse_at) == (NOON + A_DAY, NOON + 15 * A_DAY)


def test_a_dispute_that_is_answered_or_closed_needs_nobody() -> None:
    """The bank decides now, or has decided."""
    at = NOON + 3 * A_DAY
    answered = disputed("needs_response").changed(at, Entry(at, "evidence_submitted", "ada", {"dispute": "dp_1"}))

    assert kinds(answered) == []
    assert kinds(replace(answered, disputes=(replace(answered.disputes[0], id="dp_2"),))) == [Kind.DISPUTE]
    assert kinds(disputed("lost")) == []


def test_a_task_that_a_person_said_is_done_is_gone() -> None:
    """Only that one."""
    failed = refunded(refunded(a_paid_checkout(), 3_000, "failed"), 2_000, "failed")
    at = NOON + 2 * A_DAY
    done = failed.changed(at, Entry(at, "task_done", "ada", {"task": "co_velvet-armchair.refund_failed.1"}))

    assert [task.id for task in open_tasks(done, SOME_DAY)] == ["co_velvet-armchair.refund_failed.2"]


def test_most_checkouts_need_nobody() -> None:
    """Neither an open nor a paid one does."""
    assert person_from(an_open_checkout()) is None
    assert person_from(a_paid_checkout()) is None


def test_a_task_names_what_it_is_about() -> None:
    """Its id begins with it."""
    assert subject_of("co_velvet-armchair.refund_failed.1") == "co_velvet-armchair"
