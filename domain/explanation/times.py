"""Times for people: when something was or will be, and how far away that is."""

from datetime import datetime, timedelta

from domain.checkout import Checkout

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))
_A_LITTLE = timedelta(minutes=2)
"""How long after the moment it is meant for a look may come, since a little is added to each."""
_LATE = timedelta(minutes=5)
"""How long after its time a look has not come because nobody makes any."""


def when(moment: datetime) -> str:
    """Write a time to the second, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def exactly(moment: datetime, at: datetime) -> str:
    """Write a time, and how far away it is: `2026-11-24 13:00:00 UTC (in 14 minutes)`."""
    return f"{when(moment)} ({away(moment, at)})"


def away(moment: datetime, at: datetime) -> str:
    """Say how far away a moment is, in the largest unit of which there are two; less than there is, never more."""
    seconds = abs(moment - at) // timedelta(seconds=1)
    later = moment > at
    for unit, length in _UNITS:
        count = seconds // length
        if count > 1 or (count and unit == "minute"):
            span = f"{count} {unit}{'s' if count > 1 else ''}"
            return f"in {span}" if later else f"{span} ago"
    return "within a minute" if later else "just now"


def asked_again(
    checkout: Checkout, at: datetime, *, what: str = "The provider is asked again", meant_for: datetime | None = None
) -> str | None:
    """Say when the checkout is looked at next by itself, None if it is not.

    `meant_for` is a moment that is told already: a look that is for it need not be told as well.
    """
    due = checkout.look_again_at
    if due is None:
        return None
    if due > at:
        told = meant_for is not None and at < meant_for <= due <= meant_for + _A_LITTLE
        return None if told else f"{what} at {exactly(due, at)}."
    if at - due < _LATE:
        return f"{what} at any moment."
    return f"{what} as soon as a server or worker runs: it has been due since {exactly(due, at)}."
