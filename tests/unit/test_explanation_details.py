"""What is told at the edges: of a moment to the second, of words that are left out, of what is told once (R91)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.checkout import Checkout, Methods
from domain.disputes import Dispute
from domain.eligibility import AlmaTerms
from domain.explanation import Explanation, explain
from domain.explanation.failures import provider_said
from domain.payment import (
    AwaitingAction,
    AwaitingConfirmation,
    AwaitingMethod,
    Capturable,
    InProgress,
    PaymentStatus,
    Succeeded,
    Unheard,
)
from domain.refunds import Refund
from domain.settling import settle
from domain.states import Canceled, InReview
from domain.timeline import Entry
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    alma_of,
    an_authorized_checkout,
    an_open_checkout,
    an_opening,
)

STRICTER = AlmaTerms(minimum=20_000)


def told(checkout: Checkout, *statuses: PaymentStatus) -> Checkout:
    """Settle with one answer after the other."""
    for status in statuses:
        checkout = settle(checkout, a_payment_for(checkout, status), at=NOON + A_MINUTE, by="webhook")
    return checkout


def words(explanation: Explanation) -> str:
    """Put all that is said in one text."""
    return " ".join(filter(None, (explanation.summary, explanation.waiting_for, explanation.next)))


def test_who_is_at_alma_may_finish_there_under_other_terms() -> None:
    """R10: the limits may have changed since."""
    assert "pay" in explain(a_checkout_at_alma(), NOON, STRICTER).operator_can


@pytest.mark.parametrize(
    ("reason", "by", "begins"),
    [
        ("abandoned", "sweep", "Canceled by the sweep at"),
        ("abandoned", "webhook", "Canceled at the provider, which is known through an event of the provider since"),
        ("abandoned", "ada", "Canceled by ada at"),
        ("expired", "customer", "Canceled at the provider, which is known through the customer's return since"),
        ("odd", "ada", "Canceled at the provider, which is known through ada since"),
        ("alma_not_offered", "webhook", "Canceled by an event of the provider at"),
    ],
)
def test_a_cancellation_is_whose_it_can_be(reason: str, by: str, begins: str) -> None:
    """R52, R90: a reason that only the provider gives was given at the provider."""
    canceled = replace(a_canceled_checkout(), state=Canceled(reason, by, NOON))

    assert explain(canceled, NOON).summary.startswith(begins)


@pytest.mark.parametrize(
    ("message", "codes", "said"),
    [
        ("No.", ("odd",), "No (odd)"),
        ("No.", (None,), "No"),
        ("Visa X.", (), "Visa X"),
        (None, ("odd", None, "worse"), "odd, worse"),
        (None, (), ""),
    ],
)
def test_the_provider_is_quoted_without_its_full_stop(message: str | None, codes: tuple[str, ...], said: str) -> None:
    """R6: a message with its codes behind it, or what there is of it."""
    assert provider_said(message, *codes) == said


def on_its_way(name: str, after: timedelta, status: str = "pending") -> Refund:
    """Have money on its way back."""
    created_at = NOON + after
    return Refund(id=name, amount=1_000, status=status, created_at=created_at, provider_id=f"pyr_{name}", by="ada")


def test_refunds_on_their_way_are_awaited_since_the_first() -> None:
    """R62: in sum."""
    paid = replace(a_paid_checkout(), refunds=(on_its_way("one", A_MINUTE), on_its_way("two", AN_HOUR)))
    waiting_for = explain(paid, NOON + AN_HOUR).waiting_for

    assert waiting_for == "The provider, to send 20.00 EUR back, since 2026-11-24 12:01:00 UTC."


@pytest.mark.parametrize(
    ("failure", "why"), [(None, ""), ("failed", ""), ("expired_or_canceled_card", " (expired or canceled card)")]
)
def test_a_failure_without_a_reason_has_none(failure: str | None, why: str) -> None:
    """R62: and the provider's word for it is none."""
    refund = replace(on_its_way("one", A_MINUTE, "failed"), failure=failure)

    assert f"The refund of 10.00 EUR failed{why}." in words(
        explain(replace(a_paid_checkout(), refunds=(refund,)), NOON + A_DAY)
    )


@pytest.mark.parametrize(
    ("amount", "rest"),
    [
        (3_000, "Somebody saw to 30.00 EUR another way, so refund 119.90 EUR at most."),
        (14_989, "Somebody saw to 149.89 EUR another way, so refund 0.01 EUR at most."),
        (14_990, "Somebody saw to 149.90 EUR another way, so nothing more is to go back."),
    ],
)
def test_what_the_customer_has_already_is_not_given_twice(amount: int, rest: str) -> None:
    """R62: though the provider would give it; nothing is said where it would not."""
    failed = replace(on_its_way("one", A_MINUTE, "failed"), amount=amount)
    done = Entry(NOON, "task_done", "ada", {"task": "co_velvet-armchair.refund_failed.1"})
    seen_to = replace(a_paid_checkout().changed(NOON, done), refunds=(failed, on_its_way("two", A_DAY, "failed")))
    disputed = replace(seen_to, disputes=(Dispute("du_1", "open", 1_000, NOON + A_DAY, NOON),))

    assert rest in words(explain(seen_to, NOON + A_DAY))
    assert "Somebody saw to" not in words(explain(disputed, NOON + A_DAY))


def test_a_refund_that_arrived_after_all_was_not_seen_to_otherwise() -> None:
    """R64: what the provider lists is what happened."""
    done = Entry(NOON, "task_done", "ada", {"task": "co_velvet-armchair.refund_failed.1"})
    arrived = replace(a_paid_checkout().changed(NOON, done), refunds=(on_its_way("one", A_MINUTE, "succeeded"),))

    assert "Somebody saw to" not in words(explain(arrived, NOON + A_DAY))


@pytest.mark.parametrize(
    ("after", "awaited"),
    [(A_DAY - timedelta(seconds=1), "Your evidence, until"), (A_DAY, "The provider, to decide the dispute: your")],
)
def test_evidence_is_due_until_its_moment(after: timedelta, awaited: str) -> None:
    """R70: then it is too late."""
    dispute = Dispute("du_1", "open", 1_000, NOON + A_DAY, NOON)

    assert awaited in words(explain(replace(a_paid_checkout(), disputes=(dispute,)), NOON + after))


def test_of_odd_statuses_only_the_one_is_told_that_is_still_said() -> None:
    """R3: once, and as it was noted in the status that it is odd in."""
    tea = Unheard("requires_tea")
    reserved = told(an_authorized_checkout(), AwaitingMethod(), tea)
    paid = told(told(an_open_checkout(), tea), Succeeded(14_990, NOON), tea)

    assert words(explain(reserved, NOON)).count("which no rule expects here") == 1
    assert 'says "requires tea", which no rule' in words(explain(reserved, NOON))
    assert words(explain(paid, NOON)).count("which no rule expects here") == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (AwaitingMethod(), "waits for a way to pay"),
        (AwaitingConfirmation(), "waits to be confirmed"),
        (AwaitingAction(alma_of("x"), None), "waits for the customer"),
        (InProgress(), "is being worked on"),
    ],
)
def test_a_status_that_no_rule_expects_is_told_in_words(status: PaymentStatus, said: str) -> None:
    """R3: for money that is reserved, each that takes it for not yet there."""
    odd = explain(told(an_authorized_checkout(), status), NOON)

    assert f"the provider says that the payment {said}, which no rule expects here" in odd.summary


@pytest.mark.parametrize("status", [AwaitingMethod(), AwaitingConfirmation()])
def test_what_nobody_has_paid_lapses(status: PaymentStatus) -> None:
    """R45: whether a way to pay is chosen or not."""
    assert "it lapses at 2026-11-25 12:00:00 UTC" in words(explain(told(an_open_checkout(), status), NOON))


@pytest.mark.parametrize(
    ("checkout", "status", "lost"),
    [
        (a_canceled_checkout(), Succeeded(14_990, NOON), True),
        (a_canceled_checkout(), Capturable(14_990), True),
        (a_canceled_checkout(), AwaitingMethod(), False),
        (a_paid_checkout(), Capturable(14_990), False),
    ],
)
def test_money_of_a_canceled_checkout_is_to_be_given_back(
    checkout: Checkout, status: PaymentStatus, lost: bool
) -> None:
    """R2: it counts nowhere here."""
    after = words(explain(told(checkout, status), NOON))

    assert ("That money does not count here" in after) is lost
    assert ("What it means is to be seen at the provider" in after) is not lost


def test_what_was_heard_and_not_looked_into_can_be_settled() -> None:
    """R80: whatever the status is."""
    assert "settle" in explain(replace(an_authorized_checkout(), heard=1), NOON).operator_can


def test_where_alma_alone_is_wanted_there_are_no_other_ways_to_pay() -> None:
    """R12: nothing more is said."""
    alone = an_open_checkout(opening=an_opening(methods=Methods.ALMA))

    assert explain(alone, NOON, STRICTER).summary.endswith("below the 200.00 EUR that it takes at least.")


def test_after_two_hours_nobody_is_at_it_in_the_browser() -> None:
    """R24: as long as it is followed."""
    given = replace(an_open_checkout(), secret_given_at=NOON)

    assert "they may be at it" in explain(given, NOON + 2 * AN_HOUR - timedelta(seconds=1)).summary
    assert "they may be at it" not in explain(given, NOON + 2 * AN_HOUR).summary


def test_the_time_to_capture_is_over_at_its_end() -> None:
    """R50: and not after it."""
    assert "You, to capture; the time was over at" in words(explain(an_authorized_checkout(), NOON + 7 * A_DAY))


@pytest.mark.parametrize(("days", "may"), [(180, True), (181, False)])
def test_the_last_day_of_refunds_is_included(days: int, may: bool) -> None:
    """R63: whole days."""
    after = explain(a_paid_checkout(), NOON + days * A_DAY)

    assert ("Alma takes refunds until 2027-05-23, that day included." in words(after)) is may
    assert ("refund" in after.operator_can) is may


def test_what_an_earlier_version_put_in_review_is_decided_as_it_is() -> None:
    """R7: the facts of it are not known."""
    held = a_checkout_in_review()
    assert isinstance(held.state, InReview)
    without = replace(held, state=replace(held.state, facts=None))

    assert "To accept means to go on with what the provider says." in words(explain(without, NOON))
