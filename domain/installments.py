"""What paying in 2, 3 or 4 would look like: indicative, since the customer chooses the plan on Alma's site (R13)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

COUNTS = (2, 3, 4)
"""The plans Alma offers."""


@dataclass(frozen=True, slots=True)
class Installment:
    """One part of the total, in minor units, and the day it is due."""

    amount: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """A total in `count` parts."""

    count: int
    installments: tuple[Installment, ...]


def plans(total: int, today: date) -> tuple[Plan, ...]:
    """Preview every plan for a total in minor units, the first part due today."""
    return tuple(Plan(count, tuple(_parts(total, count, today))) for count in COUNTS)


def _parts(total: int, count: int, today: date) -> Iterator[Installment]:
    share, extra = divmod(total, count)
    for number in range(count):
        yield Installment(share + (number < extra), months_after(today, number))


@lru_cache(maxsize=64)
def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
