"""Money is held against the order, and an operator decides where they differ (R5, R7)."""

from dataclasses import replace

import pytest

from domain import refunding, reviewing
from domain.checkout import Capture, Checkout
from domain.comparing import REASONS, differing, facts_of, wanted
from domain.payment import AwaitingMethod, Capturable, Payment, ProviderRefund, Succeeded, Voided
from domain.refunds import Refund
from domain.settling import settle
from domain.states import Facts, InReview
from tests.support.checkouts import (
    A_MINUTE,
    NOON,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    an_authorized_checkout,
    an_opening,
    settled,
)

PAID = Succeeded(14_990, NOON)
SENT = a_checkout_at_alma()


def took_in(checkout: Checkout, news: Payment) -> Checkout:
    """Settle a minute after the opening."""
    return settle(checkout, news, at=NOON + A_MINUTE, by="webhook")


@pytest.mark.parametrize(
    ("news", "reason", "expected", "found"),
    [
        (replace(a_payment_for(SENT, PAID), amount=14_900), "amount_differs", 14_990, 14_900),
        (replace(a_payment_for(SENT, PAID), currency="USD"), "currency_differs", "EUR", "USD"),
        (replace(a_payment_for(SENT, PAID), checkout="co_other"), "not_ours", SENT.id, "co_other"),
        (replace(a_payment_for(SENT, PAID), checkout=None), "not_ours", SENT.id, None),
        (a_payment_for(SENT, Succeeded(14_989, NOON)), "amount_differs", 14_990, 14_989),
        (a_payment_for(SENT, Succeeded(14_991, NOON)), "amount_differs", 14_990, 14_991),
        (replace(a_payment_for(SENT, Capturable(14_900)), amount=14_900), "amount_differs", 14_990, 14_900),
    ],
)
def test_a_payment_that_contradicts_its_order_is_reviewed(
    news: Payment, reason: str, expected: str | int, found: str | int | None
) -> None:
    """R5: amount, currency, the checkout's id, and what was received."""
    after = took_in(SENT, news)

    assert after.state == InReview(reason, expected, found, NOON + A_MINUTE, facts_of(news))
    assert after.timeline[-1].event == "in_review"
    assert (after.captured, after.refundable) == (0, 0)


@pytest.mark.parametrize(
    ("received", "status"), [(0, "in_review"), (1, "paid"), (14_990, "paid"), (14_991, "in_review")]
)
def test_with_manual_capture_any_part_may_be_received(received: int, status: str) -> None:
    """R5: from 1 to the amount."""
    assert settled(an_authorized_checkout(), Succeeded(received, NOON)).status == status


def test_a_payment_without_money_is_not_compared() -> None:
    """R5: only what holds money can contradict."""
    wrong = replace(a_payment_for(SENT, AwaitingMethod()), amount=1)

    assert took_in(SENT, wrong).status == "open"


def test_settling_in_review_refreshes_what_was_found_and_nothing_else() -> None:
    """R7: nothing moves until an operator decides."""
    before = a_checkout_in_review()
    other = took_in(before, replace(a_payment_for(before, PAID), amount=9_000))
    fits_now = took_in(before, a_payment_for(before, PAID))
    voided = took_in(before, a_payment_for(before, Voided()))

    assert _review(other) == replace(_review(before), found=9_000, facts=Facts(9_000, "EUR", before.id, 14_990))
    assert _review(fits_now) == replace(_review(before), found=14_990, facts=Facts(14_990, "EUR", before.id, 14_990))
    assert _review(voided) == replace(_review(before), found=14_990, facts=Facts(14_990, "EUR", before.id, None))
    assert len(other.timeline) == len(before.timeline)


def test_refunds_count_in_review_only_once_we_give_everything_back() -> None:
    """R7: what somebody gives back at the provider's dashboard is found when it is decided."""
    before = a_checkout_in_review()
    refund = ProviderRefund("pyr_1", 14_890, "succeeded", NOON, "re_all")
    news = replace(a_payment_for(before, Succeeded(14_890, NOON)), refunds=(refund,))
    ours = Refund(id="re_all", amount=14_890, status="pending", created_at=NOON, by="ada")
    giving_back = refunding.written(before, ours)

    assert took_in(before, news).refunds == ()
    assert [refund.status for refund in took_in(giving_back, news).refunds] == ["succeeded"]


def test_what_was_given_back_in_review_is_nothing_new() -> None:
    """R2, R7: the provider tells of a payment that succeeded, for ever."""
    ended = reviewing.given_back(a_checkout_in_review(), at=NOON, by="ada")
    news = a_payment_for(ended, Succeeded(14_890, NOON))

    assert took_in(ended, news).timeline == ended.timeline


def test_an_accepted_review_is_not_opened_again() -> None:
    """R7: what the provider says counts, with what was received."""
    before = a_checkout_in_review()
    news = a_payment_for(before, Succeeded(14_890, NOON))
    accepted = took_in(reviewing.accepted(before, news, at=NOON, by="ada"), news)

    assert (accepted.status, accepted.captured, accepted.refundable) == ("paid", 14_890, 14_890)
    assert [entry.event for entry in accepted.timeline[-2:]] == ["reviewed", "paid"]


def test_more_than_was_asked_for_may_be_accepted() -> None:
    """R7: it is not opened again, unless still more is received."""
    more, still_more = (a_payment_for(SENT, Succeeded(received, NOON)) for received in (15_990, 15_991))
    before = reviewing.accepted(took_in(SENT, more), more, at=NOON, by="ada")

    assert (took_in(before, more).status, took_in(before, more).captured) == ("paid", 15_990)
    assert took_in(before, still_more).status == "in_review"


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (a_payment_for(an_authorized_checkout(), Succeeded(14_000, NOON)), "paid"),
        (a_payment_for(an_authorized_checkout(), Succeeded(14_001, NOON)), "in_review"),
        (replace(a_payment_for(an_authorized_checkout(), Succeeded(14_000, NOON)), currency="USD"), "in_review"),
        (replace(a_payment_for(an_authorized_checkout(), Succeeded(14_000, NOON)), checkout="co_other"), "in_review"),
    ],
)
def test_what_was_accepted_is_held_against_the_payment_from_then_on(later: Payment, status: str) -> None:
    """R5, R7: an operator accepts facts, and not whatever may come."""
    wrong = replace(a_payment_for(SENT, Capturable(14_000)), amount=14_000)
    before = took_in(replace(SENT, capture=Capture.MANUAL), wrong)
    authorized = took_in(reviewing.accepted(before, wrong, at=NOON, by="ada"), wrong)

    assert authorized.status == "authorized"
    assert took_in(authorized, replace(later, amount=14_000)).status == status


def test_a_payment_of_nobody_that_was_accepted_is_reviewed_again_once_it_is_somebody_elses() -> None:
    """R7: what is expected is said by our own id, whatever was accepted."""
    of_nobody = replace(a_payment_for(SENT, Capturable(14_990)), checkout=None)
    before = took_in(replace(SENT, capture=Capture.MANUAL), of_nobody)
    authorized = took_in(reviewing.accepted(before, of_nobody, at=NOON, by="ada"), of_nobody)
    again = _review(took_in(authorized, replace(a_payment_for(SENT, PAID), checkout="co_other")))

    assert (again.reason, again.expected, again.found) == ("not_ours", SENT.id, "co_other")


@pytest.mark.parametrize(
    ("news", "differs"),
    [
        (replace(a_payment_for(SENT, PAID), amount=14_900), ["amount"]),
        (replace(a_payment_for(SENT, Capturable(1)), amount=1, currency="USD"), ["currency", "amount"]),
        (a_payment_for(SENT, Succeeded(14_989, NOON)), ["received"]),
        (replace(a_payment_for(SENT, PAID), checkout=None, currency="USD"), ["checkout", "currency"]),
    ],
)
def test_everything_that_differs_is_named_the_gravest_first(news: Payment, differs: list[str]) -> None:
    """R5, R7: the reason of a review is the first of it."""
    assert list(differing(SENT, facts_of(news))) == differs
    assert _review(took_in(SENT, news)).reason == REASONS[differs[0]]


def test_what_is_wanted_is_the_order_or_what_was_accepted_in_its_place() -> None:
    """R5, R7: with manual capture any part may be received, so no sum is wanted."""
    accepted = Facts(14_900, "EUR", "co_other", None)

    assert wanted(SENT) == Facts(14_990, "EUR", SENT.id, 14_990)
    assert wanted(an_authorized_checkout()) == Facts(14_990, "EUR", SENT.id, None)
    assert wanted(replace(SENT, accepted=accepted)) == accepted


def test_other_fields_of_a_review_are_refreshed_by_what_they_compare() -> None:
    """R7: whose it is, and in which currency."""
    other = took_in(SENT, replace(a_payment_for(SENT, PAID), checkout="co_other"))
    foreign = took_in(SENT, replace(a_payment_for(SENT, PAID), currency="USD"))

    right = facts_of(a_payment_for(SENT, PAID))
    assert took_in(other, a_payment_for(SENT, PAID)).state == replace(_review(other), found=SENT.id, facts=right)
    assert took_in(foreign, a_payment_for(SENT, PAID)).state == replace(_review(foreign), found="EUR", facts=right)
    assert reviewing.refreshed(SENT, a_payment_for(SENT, PAID), at=NOON) is SENT


def _review(checkout: Checkout) -> InReview:
    assert isinstance(checkout.state, InReview)
    return checkout.state


def test_what_is_paid_is_never_reviewed() -> None:
    """R2: paid is never left."""
    paid = a_paid_checkout(opening=an_opening(amount=20_000))

    assert took_in(paid, replace(a_payment_for(paid, PAID), amount=1)).status == "paid"
