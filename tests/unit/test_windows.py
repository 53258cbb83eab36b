"""So many times in a window, for each caller, in memory that does not grow."""

from dataclasses import dataclass, field

import pytest

from entrypoints.http.windows import Windows


@dataclass
class Time:
    """A time that somebody moves."""

    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Door:
    """Two times in ten seconds, for three callers at most."""

    time: Time = field(default_factory=Time)

    def __post_init__(self) -> None:
        self.windows = Windows(2, 10, most=3, tick=self.time)

    def taken(self, who: str) -> float | None:
        return self.windows.take(who)


@pytest.fixture
def door() -> Door:
    return Door()


def test_each_caller_has_so_many_times(door: Door) -> None:
    """Then it is said how long to wait, from the first time on."""
    told = [door.taken(who) for who in ("ada", "ada", "bob")]
    door.time.at = 4

    assert told == [None, None, None]
    assert door.taken("ada") == 6
    assert door.taken("bob") is None


def test_a_window_that_is_over_begins_anew(door: Door) -> None:
    """The moment it ends is the first of the next."""
    for _ in range(2):
        door.taken("ada")
    door.time.at = 9.9
    before = door.taken("ada")
    door.time.at = 10

    assert before == pytest.approx(0.1)
    assert [door.taken("ada"), door.taken("ada")] == [None, None]
    assert door.taken("ada") == 10


def test_asking_too_often_does_not_make_the_wait_longer(door: Door) -> None:
    """Who asks a thousand times is let in when the window ends."""
    for _ in range(1_000):
        door.taken("ada")
    door.time.at = 10

    assert door.taken("ada") is None


def test_no_more_callers_are_remembered_than_there_is_room_for(door: Door) -> None:
    """The one whose window began first is forgotten; those that are over go by themselves."""
    for who in ("ada", "ada", "bob", "cleo", "dora"):
        door.taken(who)

    assert door.windows.callers == 3
    assert door.taken("ada") is None
    door.time.at = 20
    door.taken("eve")
    assert door.windows.callers == 1


def test_a_hundred_thousand_callers_take_no_more_room_than_ten_thousand() -> None:
    """As an attacker has addresses."""
    windows = Windows(2, 3_600)
    for number in range(100_000):
        windows.take(f"address {number}")

    assert windows.callers == 10_000
