"""Attempts are told apart by the provider's id, and end once each (R24, R34, R40 to R43)."""

from datetime import datetime, timedelta

import pytest

from domain.asking import asking
from domain.attempts import declined_at
from domain.checkout import CONFIRM, Checkout
from domain.payment import AwaitingAction, AwaitingMethod, InProgress, Method, PaymentError
from domain.states import Attempt
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_checkout_at_alma,
    a_declined_checkout,
    a_processing_checkout,
    alma_of,
    an_open_checkout,
    settled,
)

SECOND = timedelta(seconds=1)
FAILED = "payment_intent_payment_attempt_failed"


def sent(method: Method, url: str = "https://alma.example/next") -> AwaitingAction:
    """Say that the customer was sent away with a method."""
    return AwaitingAction(method, url)


def failed(method: Method | None, code: str | None = FAILED) -> AwaitingMethod:
    """Say that an attempt ended."""
    return AwaitingMethod(PaymentError(code, method=method))


def events(checkout: Checkout, name: str) -> list[object]:
    """Give the numbers of the attempts to which something happened."""
    return [entry.detail["attempt"] for entry in checkout.timeline if entry.event == name]


@pytest.mark.parametrize(
    ("after", "code", "reason", "advice"),
    [
        (AN_HOUR - SECOND, None, "declined", "choose_another_method"),
        (AN_HOUR, None, "expired", "try_again"),
        (AN_HOUR, FAILED, "expired", "choose_another_method"),
        (AN_HOUR - SECOND, FAILED, "declined", "choose_another_method"),
        (A_MINUTE, "payment_intent_payment_attempt_expired", "expired", "try_again"),
        (AN_HOUR, "something_new", "expired", "try_again"),
        (AN_HOUR - SECOND, "something_new", "declined", "choose_another_method"),
    ],
)
def test_the_provider_s_expiry_code_decides_and_without_it_the_clock(
    after: timedelta, code: str | None, reason: str, advice: str
) -> None:
    """R43: declined and expired look the same at the provider; R6: an unknown code is a plain failure."""
    ended = settled(a_checkout_at_alma(), failed(None, code), after=after)

    assert ended.last_failure is not None
    assert (ended.last_failure.reason, ended.last_failure.code, ended.last_failure.advice) == (reason, code, advice)


def test_an_attempt_that_ends_without_an_error_did_not_succeed() -> None:
    """R32: the status decides, never the presence of an error."""
    ended = settled(a_checkout_at_alma(), AwaitingMethod())

    assert ended.status == "open"
    assert ended.last_failure is not None


def test_news_about_an_earlier_attempt_end_nothing() -> None:
    """R34: the second attempt goes on."""
    second = settled(a_declined_checkout(), sent(alma_of("second")))
    after = settled(second, failed(alma_of("velvet-armchair")))

    assert after.status == "awaiting_customer"
    assert events(after, "attempt_failed") == [1]


def test_an_error_that_was_seen_is_not_recorded_again() -> None:
    """R24: with or without the method's id."""
    declined = a_declined_checkout()

    assert events(settled(declined, failed(alma_of("velvet-armchair"))), "attempt_failed") == [1]
    assert events(settled(declined, failed(None)), "attempt_failed") == [1]


def test_an_attempt_that_began_and_ended_unseen_is_recorded_once() -> None:
    """R24: the customer tried on the page, and was refused before we looked."""
    once = settled(an_open_checkout(), failed(alma_of("unseen")))
    twice = settled(once, failed(alma_of("unseen")))

    assert events(twice, "attempt_failed") == [1]
    assert twice.attempts == 1


def test_the_first_error_counts_even_without_a_name() -> None:
    """R24: there was no attempt that it could be old news of."""
    assert events(settled(an_open_checkout(), failed(None)), "attempt_failed") == [1]


def test_a_later_attempt_that_ended_unseen_is_the_next_one() -> None:
    """R24: an error that names another id than the running attempt's."""
    after = settled(a_checkout_at_alma(), failed(alma_of("second")))

    assert events(after, "attempt_failed") == [2]
    assert set(after.ended_methods) == {"pm_velvet-armchair", "pm_second"}


def test_another_id_is_the_next_attempt_with_an_hour_of_its_own() -> None:
    """R24, R40: the deadline moves with the attempt."""
    started_at = NOON + 20 * A_MINUTE
    second = settled(a_checkout_at_alma(), sent(alma_of("second", at=started_at)), after=30 * A_MINUTE)

    assert second.attempt is not None
    assert second.attempt.number == 2
    assert second.attempt.deadline == started_at + AN_HOUR
    assert events(second, "redirected") == [1, 2]


@pytest.mark.parametrize(
    ("told", "asked", "started_at"),
    [
        (NOON + 3 * SECOND, True, NOON + 3 * SECOND),
        (NOON - A_DAY, True, NOON),
        (None, True, NOON + 5 * SECOND),
        (None, False, NOON + A_MINUTE),
    ],
)
def test_an_attempt_starts_when_the_provider_says_or_we_asked_or_we_noticed(
    told: datetime | None, asked: bool, started_at: datetime
) -> None:
    """R24: in this order; a method that was saved before does not begin before the checkout."""
    before = an_open_checkout()
    if asked:
        before = asking(before, CONFIRM, at=NOON + 5 * SECOND)
    begun = settled(before, sent(Method("pm_first", "alma", told)))

    assert begun.attempt is not None
    assert begun.attempt.started_at == started_at
    assert begun.attempt.on_page is not asked


def test_a_method_used_again_begins_an_attempt_that_can_end_again() -> None:
    """R24: a card that failed once may be tried once more."""
    card = Method("pm_card", "card", NOON - A_DAY)
    again = settled(settled(an_open_checkout(), failed(card)), sent(card), after=2 * A_MINUTE)
    ended = settled(again, failed(card), after=3 * A_MINUTE)

    assert again.attempt is not None
    assert again.attempt.started_at == NOON + 2 * A_MINUTE
    assert events(ended, "attempt_failed") == [1, 2]


def test_an_attempt_without_an_id_takes_the_first_one_told() -> None:
    """R24: the provider may name the method later."""
    nameless = settled(an_open_checkout(), sent(Method(None, "alma")))
    named = settled(nameless, sent(alma_of("named")), after=2 * A_MINUTE)

    assert named.attempt is not None
    assert (named.attempt.number, named.attempt.method_id) == (1, "pm_named")


def test_an_attempt_keeps_its_id_where_the_provider_leaves_it_out() -> None:
    """R24: it is the same attempt, and known by its id later."""
    goes_on = settled(a_checkout_at_alma(), sent(Method(None, "alma")))

    assert goes_on.attempt is not None
    assert (goes_on.attempt.number, goes_on.attempt.method_id) == (1, "pm_velvet-armchair")


def test_refusals_are_told_by_their_times() -> None:
    """R30: an hour that ran out was no refusal."""
    twice = settled(a_declined_checkout(), failed(alma_of("unseen")), after=3 * A_MINUTE)
    expired = settled(settled(twice, sent(alma_of("last"))), failed(alma_of("last")), after=2 * AN_HOUR)

    assert events(expired, "attempt_failed") == [1, 2, 3]
    assert declined_at(expired) == (NOON + 2 * A_MINUTE, NOON + 3 * A_MINUTE)


def test_an_error_may_be_the_first_to_name_the_method() -> None:
    """R24: it ends the attempt that had no name."""
    ended = settled(settled(an_open_checkout(), sent(Method(None, "alma"))), failed(alma_of("named")))

    assert events(ended, "attempt_failed") == [1]


def test_an_error_while_processing_may_be_the_first_that_is_heard_of_an_attempt() -> None:
    """R24, R30: it is the next one."""
    ended = settled(settled(an_open_checkout(), InProgress()), failed(alma_of("unseen")))

    assert events(ended, "attempt_failed") == [1]
    assert ended.attempts == 1


def test_every_attempt_that_is_over_is_remembered() -> None:
    """R34: news about the first end nothing when the third runs."""
    second = settled(a_declined_checkout(), sent(alma_of("second")))
    third = settled(second, sent(alma_of("third")))

    assert third.ended_methods == ("pm_velvet-armchair", "pm_second")
    assert settled(third, failed(alma_of("velvet-armchair"))).status == "awaiting_customer"


def test_what_was_asked_otherwise_begins_no_attempt() -> None:
    """R24: a customer who confirms on the page while somebody cancels."""
    begun = settled(asking(an_open_checkout(), "cancel", at=NOON), sent(Method(None, "alma")))

    assert begun.attempt is not None
    assert begun.attempt.started_at == NOON + A_MINUTE
    assert begun.attempt.on_page
    assert begun.asked is None


def test_an_overdue_attempt_is_noted_once_and_goes_on() -> None:
    """R41: never expired blindly."""
    running = sent(alma_of("velvet-armchair"), "https://alma.example/velvet-armchair")
    early = settled(a_checkout_at_alma(), running, after=AN_HOUR - SECOND)
    overdue = settled(early, running, after=AN_HOUR)
    later = settled(overdue, running, after=2 * AN_HOUR)

    assert events(early, "attempt_overdue") == []
    assert later.status == "awaiting_customer"
    assert events(later, "attempt_overdue") == [1]


def test_an_attempt_of_which_nothing_is_said_began_through_the_shop_s_server() -> None:
    """R25: as one that was stored before anybody asked where."""
    assert not Attempt(1, "alma", None, NOON).on_page


def test_each_attempt_can_become_overdue() -> None:
    """R40, R41: every one has its own hour."""
    running = sent(alma_of("velvet-armchair"))
    overdue = settled(a_checkout_at_alma(), running, after=AN_HOUR)
    next_one = sent(alma_of("second", at=NOON + AN_HOUR))
    again = settled(settled(overdue, next_one, after=AN_HOUR), next_one, after=2 * AN_HOUR)

    assert events(again, "attempt_overdue") == [1, 2]


def test_a_checkout_waits_an_hour_more_after_an_attempt_ended() -> None:
    """R45: never sooner than an hour after."""
    late = settled(a_checkout_at_alma(), failed(None), after=A_DAY - A_MINUTE)

    assert late.lapses_at == NOON + A_DAY - A_MINUTE + AN_HOUR
    assert a_declined_checkout().lapses_at == NOON + A_DAY


def test_a_failure_while_processing_ends_the_attempt_that_was_running() -> None:
    """R30: processing is part of the attempt."""
    ended = settled(a_processing_checkout(), failed(None))

    assert events(ended, "attempt_failed") == [1]
