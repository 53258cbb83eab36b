"""Times are told for people: when, how far away, and whether anybody will come by (R91, R93)."""

from datetime import timedelta

import pytest

from domain.explanation import explain
from domain.explanation.times import asked_again, away, exactly
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_paid_checkout,
    an_open_checkout,
)

A_SECOND = timedelta(seconds=1)
NOBODY_LOOKS = "The provider is asked again as soon as a server or worker runs: it has been due since"


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (A_SECOND, "within a minute"),
        (A_MINUTE - A_SECOND, "within a minute"),
        (A_MINUTE, "in 1 minute"),
        (15 * A_MINUTE - A_SECOND, "in 14 minutes"),
        (2 * AN_HOUR - A_SECOND, "in 119 minutes"),
        (2 * AN_HOUR, "in 2 hours"),
        (2 * A_DAY - A_SECOND, "in 47 hours"),
        (2 * A_DAY, "in 2 days"),
        (180 * A_DAY, "in 180 days"),
        (timedelta(), "just now"),
        (-A_SECOND, "just now"),
        (-A_MINUTE, "1 minute ago"),
        (-2 * AN_HOUR, "2 hours ago"),
        (-3 * A_DAY, "3 days ago"),
    ],
)
def test_how_far_away_a_moment_is(gap: timedelta, told: str) -> None:
    """R91: in whole units, and never more time than there is."""
    assert away(NOON + gap, NOON) == told


def test_a_moment_is_told_with_how_far_away_it_is() -> None:
    """R93: in UTC, to the second."""
    assert exactly(NOON + AN_HOUR, NOON + 46 * A_MINUTE) == "2026-11-24 13:00:00 UTC (in 14 minutes)"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (A_MINUTE, "The provider is asked again at 2026-11-24 12:10:00 UTC (in 9 minutes)."),
        (10 * A_MINUTE, "The provider is asked again at any moment."),
        (14 * A_MINUTE, "The provider is asked again at any moment."),
        (15 * A_MINUTE, f"{NOBODY_LOOKS} 2026-11-24 12:10:00 UTC (5 minutes ago)."),
    ],
)
def test_when_a_checkout_is_looked_at_again(after: timedelta, told: str) -> None:
    """R91: and that nobody looks, where nobody does."""
    assert asked_again(an_open_checkout().due(NOON + 10 * A_MINUTE), NOON + after) == told


@pytest.mark.parametrize(
    ("meant_for", "told"),
    [
        (10 * A_MINUTE, False),
        (9 * A_MINUTE, False),
        (8 * A_MINUTE, False),
        (7 * A_MINUTE, True),
        (11 * A_MINUTE, True),
        (timedelta(), True),
    ],
)
def test_a_look_that_is_for_a_moment_told_already_is_not_told_again(meant_for: timedelta, *, told: bool) -> None:
    """R91: it comes within two minutes after that moment, which is still to come."""
    checkout = an_open_checkout().due(NOON + 10 * A_MINUTE)

    assert bool(asked_again(checkout, NOON + A_MINUTE, meant_for=NOON + meant_for)) is told


def test_nothing_is_awaited_once_it_is_over() -> None:
    """R91: paid and canceled wait for nobody, and are not looked at again."""
    for over in (a_paid_checkout(), a_canceled_checkout()):
        told = explain(over, NOON + A_DAY)

        assert (told.waiting_for, asked_again(over, NOON)) == (None, None)
        assert "settle" not in told.operator_can
