"""Every checkout knows when to be looked at again, and none is forgotten (R20, R40 to R45)."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from domain import refunding, reviewing
from domain.asking import asking, key_for, refused
from domain.checkout import CONFIRM, Checkout
from domain.payment import Capturable, Method, ProviderDispute, ProviderRefund, Succeeded
from domain.settling import settle
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_new_checkout,
    a_paid_checkout,
    a_payment_for,
    a_processing_checkout,
    alma_of,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)
from tests.unit.test_refund_ledger import a_refund

A_SECOND = timedelta(seconds=1)
CHANCE = Random(1)
NAMES = [f"co_{CHANCE.getrandbits(128):032x}" for _ in range(500)]


def paid_with(*, refund: str | None = None, dispute: str | None = None) -> Checkout:
    """Give a paid checkout with a refund or a dispute in some status, as of noon."""
    paid = a_paid_checkout()
    news = replace(
        a_payment_for(paid, Succeeded(14_990, NOON)),
        refunds=(ProviderRefund("pyr_1", 1_000, refund, NOON),) if refund else (),
        disputes=(ProviderDispute("du_1", 1_000, dispute, NOON),) if dispute else (),
    )
    return settle(paid, news, at=NOON, by="sweep")


def canceled_with_a_refund() -> Checkout:
    """Give back everything in a review, before the provider has sent it."""
    held = refunding.written(a_checkout_in_review(), replace(a_refund(), provider_id="pyr_1"))
    return reviewing.given_back(held, at=NOON, by="ada")


def waits(checkout: Checkout, after: timedelta) -> list[timedelta]:
    """Give how long a look at a moment after noon puts the next one off, for many checkouts like this one."""
    at = NOON + after
    looks = (replace(checkout, id=name).watched(at).look_again_at for name in NAMES)
    return sorted(look - at for look in looks if look)


def wait(checkout: Checkout, after: timedelta) -> timedelta | None:
    """Give the same, without the little that is added."""
    found = waits(checkout, after)
    return found[0] - found[0] % A_SECOND if found else None


@pytest.mark.parametrize(
    ("checkout", "after", "pause"),
    [
        (a_new_checkout(), 0 * A_SECOND, 30 * A_SECOND),
        (a_new_checkout(), 5 * A_MINUTE, 5 * A_MINUTE),
        (a_new_checkout(), 20 * AN_HOUR, AN_HOUR),
        (an_open_checkout(), 0 * A_SECOND, A_DAY),
        (an_open_checkout(), 23 * AN_HOUR, AN_HOUR),
        (an_open_checkout(), A_DAY, 30 * A_SECOND),
        (a_checkout_at_alma(), 0 * A_SECOND, AN_HOUR),
        (a_checkout_at_alma(), AN_HOUR, A_MINUTE),
        (a_checkout_at_alma(), AN_HOUR + 5 * A_MINUTE, 5 * A_MINUTE),
        (a_checkout_at_alma(), 10 * AN_HOUR, AN_HOUR),
        (a_processing_checkout(), 2 * A_MINUTE, A_MINUTE),
        (a_processing_checkout(), 10 * AN_HOUR, AN_HOUR),
        (an_authorized_checkout(), 6 * A_DAY, A_DAY),
        (an_authorized_checkout(), 7 * A_DAY, AN_HOUR),
        (an_authorized_checkout(), 9 * A_DAY, AN_HOUR),
        (paid_with(refund="pending"), 0 * A_SECOND, 5 * A_MINUTE),
        (paid_with(refund="pending"), 30 * A_MINUTE, 30 * A_MINUTE),
        (paid_with(refund="pending"), 3 * A_DAY, 6 * AN_HOUR),
        (paid_with(refund="succeeded"), A_DAY, None),
        (refunding.requested(a_paid_checkout(), a_refund()), 0 * A_SECOND, 30 * A_SECOND),
        (canceled_with_a_refund(), 0 * A_SECOND, 5 * A_MINUTE),
        (paid_with(dispute="needs_response"), A_MINUTE, A_DAY),
        (paid_with(dispute="won"), A_MINUTE, None),
        (a_paid_checkout(), A_DAY, None),
        (a_canceled_checkout(), A_DAY, None),
        (a_checkout_in_review(), A_DAY, None),
    ],
)
def test_the_earliest_thing_that_is_awaited_decides(
    checkout: Checkout, after: timedelta, pause: timedelta | None
) -> None:
    """R20, R41, R45: what is over already is looked for in growing pauses."""
    assert wait(checkout, after) == pause


@pytest.mark.parametrize(
    ("after", "pause"),
    [
        (0 * A_SECOND, 2 * A_MINUTE),
        (5 * A_MINUTE, 5 * A_MINUTE),
        (AN_HOUR, 15 * A_MINUTE),
        (2 * AN_HOUR - A_SECOND, 15 * A_MINUTE),
        (2 * AN_HOUR, 22 * AN_HOUR),
    ],
)
def test_a_browser_with_the_secret_is_followed_for_two_hours(after: timedelta, pause: timedelta) -> None:
    """R24: the customer may confirm without a word to us."""
    handed_out = an_open_checkout().watched(NOON, secret_given_at=NOON)

    assert wait(handed_out, after) == pause


def test_nobody_is_followed_once_the_payment_is_over() -> None:
    """R24: the secret is of no more use."""
    assert wait(a_paid_checkout().watched(NOON, secret_given_at=NOON), A_MINUTE) is None


def test_a_call_without_an_answer_is_looked_for_within_a_minute() -> None:
    """R20, R23: and its key stays the same until the answer, or for 23 hours."""
    asked = asking(an_open_checkout(), "cancel", at=NOON)
    again = asking(asked, "cancel", at=NOON + 23 * AN_HOUR - A_SECOND)
    too_late = asking(asked, "cancel", at=NOON + 23 * AN_HOUR)

    assert wait(asked, 0 * A_SECOND) == 30 * A_SECOND
    assert again is asked
    assert key_for(again, "cancel") == "co_velvet-armchair/cancel/0.0"
    assert key_for(too_late, "cancel") == "co_velvet-armchair/cancel/0.1"


def test_a_confirmation_is_the_same_for_an_hour() -> None:
    """R20, R40: the attempt that it may have begun is over then."""
    asked = asking(an_open_checkout(), CONFIRM, at=NOON)

    assert asking(asked, CONFIRM, at=NOON + AN_HOUR - A_SECOND) is asked
    assert key_for(asking(asked, CONFIRM, at=NOON + AN_HOUR), CONFIRM) == "co_velvet-armchair/confirm/0.1"


def test_a_definite_refusal_uses_the_key_up() -> None:
    """R20: the next try has the next number."""
    next_try = refused(asking(an_open_checkout(), "confirm", at=NOON), "confirm", at=NOON)

    assert (next_try.asked, key_for(next_try, "confirm")) == (None, "co_velvet-armchair/confirm/0.1")
    assert refused(next_try, "confirm", at=NOON).used_keys == 2


def test_a_refusal_leaves_what_somebody_else_asked_meanwhile() -> None:
    """R20: that is still without an answer, and looked for."""
    both = asking(asking(an_open_checkout(), "cancel", at=NOON), "confirm", at=NOON)
    one = refused(both, "cancel", at=NOON)

    assert one.asked == both.asked
    assert one.used_keys == both.used_keys + 1


def test_another_question_takes_the_place_of_the_first() -> None:
    """R20: canceling while a confirmation is without an answer."""
    asked = asking(asking(an_open_checkout(), "confirm", at=NOON), "cancel", at=NOON + A_MINUTE)

    assert asked.asked is not None
    assert (asked.asked.action, asked.asked.at) == ("cancel", NOON + A_MINUTE)


def test_what_began_together_does_not_come_back_together() -> None:
    """R41: a little is added, not the same for everyone: up to a tenth, and at most a minute."""
    of_a_day, of_half_a_minute = waits(an_open_checkout(), 0 * A_SECOND), waits(a_new_checkout(), 0 * A_SECOND)

    assert len(set(of_a_day)) > 490
    assert A_DAY <= of_a_day[0] < A_DAY + A_SECOND < A_DAY + 59 * A_SECOND < of_a_day[-1] < A_DAY + A_MINUTE
    assert 32.9 * A_SECOND < of_half_a_minute[-1] < 33 * A_SECOND


def test_for_another_method_the_authorization_is_looked_at_after_seven_days() -> None:
    """R50: Alma's deadline is not the card's."""
    authorized = settled(an_open_checkout(), Capturable(14_990, Method("pm_card", "card")))

    assert authorized.status == "authorized"
    assert wait(authorized, 0 * A_SECOND) == 7 * A_DAY


def test_an_authorization_is_looked_at_when_its_deadline_is_over() -> None:
    """R50: counted from the making of the payment, which may be later than the opening."""
    later = replace(a_payment_for(an_open_checkout(), Capturable(14_990, alma_of("x"))), created_at=NOON + AN_HOUR)

    assert wait(settle(an_open_checkout(), later, at=NOON, by="sweep"), 0 * A_SECOND) == 7 * A_DAY + AN_HOUR


def test_what_was_heard_and_never_looked_at_is_tried_again_in_growing_pauses() -> None:
    """R85: counted from the opening then."""
    new = replace(a_new_checkout(), payment=a_paid_checkout().payment, heard=1)

    assert pause_after_trouble(new, 0 * A_SECOND) == 30 * A_SECOND
    assert pause_after_trouble(new, 5 * A_MINUTE) == 5 * A_MINUTE
    assert pause_after_trouble(new, AN_HOUR) == 15 * A_MINUTE


def pause_after_trouble(checkout: Checkout, after: timedelta) -> timedelta:
    """Give for how long a look that failed is put off, without the little that is added."""
    at = NOON + after
    looks = (replace(checkout, id=name).put_off(at).look_again_at for name in NAMES)
    soonest = min(look - at for look in looks if look)
    return soonest - soonest % A_SECOND
