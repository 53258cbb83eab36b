"""What a checkout says of itself, whatever has happened to it."""

from dataclasses import replace

import pytest

from domain.asking import asking
from domain.checkout import Checkout, Methods
from domain.endings import called_off
from domain.payment import InProgress
from tests.support.checkouts import (
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_declined_checkout,
    a_paid_checkout,
    a_processing_checkout,
    a_refused_checkout,
    an_authorized_checkout,
    an_open_checkout,
    an_opening,
    settled,
)

ALL = {
    "open": an_open_checkout(),
    "awaiting_customer": a_checkout_at_alma(),
    "processing": a_processing_checkout(),
    "authorized": an_authorized_checkout(),
    "paid": a_paid_checkout(),
    "canceled": a_canceled_checkout(),
    "in_review": a_checkout_in_review(),
}


def test_the_customer_may_act_while_it_is_open_or_awaits_them() -> None:
    """R24: and at no other time."""
    assert {status for status, checkout in ALL.items() if checkout.waits_for_customer} == {"open", "awaiting_customer"}


def test_the_attempt_is_shown_while_it_runs_and_once_it_ended_well() -> None:
    """R92: what is open again shows the failure instead."""
    assert {status for status, checkout in ALL.items() if checkout.attempt} == {
        "awaiting_customer",
        "processing",
        "authorized",
        "paid",
    }
    assert a_declined_checkout().last_failure is not None
    assert {checkout.last_failure for checkout in ALL.values()} == {None}


@pytest.mark.parametrize(
    ("checkout", "free"),
    [
        (a_refused_checkout(), True),
        (called_off(an_open_checkout(), "alma_not_offered", at=NOON, by="shop"), True),
        (a_canceled_checkout(), False),
        (an_open_checkout(), False),
    ],
)
def test_a_key_is_free_where_the_provider_refused_the_opening(checkout: Checkout, free: bool) -> None:
    """R16, R21: and not where the checkout was called off for another reason."""
    assert checkout.refused_at_opening is free


def test_alma_is_missed_only_while_it_could_be_chosen() -> None:
    """R16: what was called off or paid misses nothing."""
    alone = replace(an_open_checkout(opening=an_opening(methods=Methods.ALMA)), alma_offered=False)

    assert alone.misses_alma
    assert not replace(alone, alma_offered=True).misses_alma
    assert not replace(alone, methods=Methods.AUTOMATIC).misses_alma
    assert not called_off(alone, "duplicate", at=NOON, by="shop").misses_alma


def test_another_status_answers_what_was_asked() -> None:
    """R20: whatever the answer to it was, it is not in doubt any more."""
    moved = settled(asking(an_open_checkout(), "cancel", at=NOON), InProgress())

    assert moved.asked is None


def test_whoever_looks_spares_the_others_the_question() -> None:
    """R53: nothing else changes."""
    assert an_open_checkout().seen(NOON + A_MINUTE) == replace(an_open_checkout(), looked_at=NOON + A_MINUTE)
