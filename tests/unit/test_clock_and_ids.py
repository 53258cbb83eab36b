"""The machine's time and names."""

import re
from datetime import UTC, datetime, timedelta

from adapters.clock import SystemClock
from adapters.ids import RandomIds
from domain.ports import Clock, Ids


def test_the_time_is_now_and_in_utc() -> None:
    """With its zone."""
    clock: Clock = SystemClock()

    assert clock.now().tzinfo is UTC
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(minutes=1)


def test_names_tell_their_kind_and_are_not_guessed() -> None:
    """With 128 random bits, each is new."""
    ids: Ids = RandomIds()
    names = {ids.new("co") for _ in range(100)}

    assert len(names) == 100
    assert all(re.fullmatch(r"co_[A-Za-z0-9]{22}", name) for name in names)
