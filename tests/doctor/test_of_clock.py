"""What the doctor says of our clock."""

from datetime import timedelta

import pytest

from entrypoints.doctor.clock import of_clock
from tests.support.manual_clock import NOON


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@pytest.mark.parametrize(
    ("theirs", "result", "words"),
    [
        (0, "ok", "agrees"),
        (-1, "ok", "agrees"),
        (-6, "ok", "agrees"),
        (-6.5, "warning", "6 s ahead of Stripe's"),
        (-7, "warning", "6 s ahead of Stripe's"),
        (5, "ok", "agrees"),
        (6, "warning", "6 s behind Stripe's"),
        (60, "warning", "60 s behind"),
        (61, "problem", "61 s behind Stripe's. Events are refused from five minutes on."),
        (-61, "warning", "60 s ahead"),
        (-62, "problem", "61 s ahead"),
        (7_200, "problem", "120 minutes behind"),
    ],
)
def test_a_clock_may_be_a_little_off(theirs: float, result: str, words: str) -> None:
    """Five seconds are nothing, from a minute on it is a problem; theirs is told without its fraction of a second."""
    line = of_clock(NOON, NOON + seconds(theirs), NOON)

    assert (line.name, line.result) == ("clock", result)
    assert words in line.message
    assert (line.cure is None) is (result == "ok")


@pytest.mark.parametrize("told", [0, 10, 20])
def test_a_slow_answer_is_not_a_wrong_clock(told: float) -> None:
    """It was written down at some moment between question and answer."""
    assert of_clock(NOON, NOON + seconds(told), NOON + seconds(20)).result == "ok"


def test_a_time_that_is_not_told_is_not_compared() -> None:
    """And that is said."""
    assert of_clock(NOON, None, NOON).result == "warning"
