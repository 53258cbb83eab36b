"""What is said of our clock, held against the provider's."""

from datetime import datetime, timedelta

from entrypoints.doctor.check import Check, ok, problem, warning

NAME = "clock"

A_SECOND = timedelta(seconds=1)
KEPT = timedelta(seconds=5)
"""A clock that is kept right by its machine is never as far away as this."""
TOLERABLE = timedelta(seconds=60)
"""A fifth of what a signature may be away (R81); beyond it, whole minutes of a customer's hour are miscounted (R40)."""

_CURE = "timedatectl set-ntp true"


def of_clock(asked_at: datetime, told_at: datetime | None, answered_at: datetime) -> Check:
    """Compare the clocks, given ours before and after the provider told its own, which it does in whole seconds.

    The time on the way is nobody's fault, so that only what it cannot explain is counted.
    """
    if told_at is None:
        return warning(NAME, "Stripe does not tell its time, so that ours was not compared.", cure=_CURE)
    ahead, behind = asked_at - (told_at + A_SECOND), told_at - answered_at
    away = max(ahead, behind)
    sentence = f"Our clock is {_in_words(away)} {'ahead of' if ahead > behind else 'behind'} Stripe's."
    if away > TOLERABLE:
        return problem(NAME, f"{sentence} Events are refused from five minutes on.", cure=_CURE)
    if away > KEPT:
        return warning(NAME, sentence, cure=_CURE)
    return ok(NAME, "Our clock agrees with Stripe's.")


def _in_words(away: timedelta) -> str:
    seconds = round(away.total_seconds())
    return f"{seconds} s" if seconds < 10 * 60 else f"{seconds // 60} minutes"
