"""The worker's ceiling: it asks the provider so often in a second and no more, whatever is due."""

import asyncio
from dataclasses import dataclass, field

import pytest
from dependency_injector import providers

from domain.errors import StoreUnavailable
from domain.use_cases.sweep import Look
from entrypoints.worker import Pace
from tests.faults.crowd import Paying, fill
from tests.faults.shops import a_container
from tests.support.manual_clock import ManualClock


@dataclass
class Time:
    """A time that passes only while somebody sleeps, and what was begun when."""

    at: float = 0.0
    begun: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Let some time pass."""
        self.at += seconds

    @property
    def look(self) -> Look:
        """A look that notes when it was made."""

        async def made(_: str) -> None:
            self.begun.append(round(self.at, 3))

        return Look("co_velvet-armchair", made)

    def pace(self) -> Pace:
        """Give the default ceilings, by this time."""
        return Pace(now=self.now, sleep=self.sleep)


async def test_twenty_looks_begin_in_a_second() -> None:
    """Over rounds as well."""
    time = Time()
    pace = time.pace()
    await pace([time.look] * 20)
    await pace([time.look] * 21)

    assert time.begun == [round(number / 20, 3) for number in range(41)]


async def test_a_look_after_a_rest_waits_for_nothing() -> None:
    """What was heard is looked into at once."""
    time = Time()
    pace = time.pace()
    await pace([time.look])
    time.at = 1.0
    await pace([time.look])

    assert time.begun == [0.0, 1.0]


async def test_eight_looks_are_made_at_once() -> None:
    """A slow provider holds up eight, and the others wait their turn."""
    time, running, peak = Time(), 0, 0

    async def look(_: str) -> None:
        nonlocal running, peak
        running += 1
        peak = max(peak, running)
        await asyncio.sleep(0)
        running -= 1

    await time.pace()([Look("co_velvet-armchair", look)] * 30)

    assert (running, peak) == (0, 8)


async def test_a_store_that_is_away_calls_the_others_off() -> None:
    """There is nothing to be done without it."""
    time = Time()

    async def away(_: str) -> None:
        raise StoreUnavailable

    async def look(_: str) -> None:
        await asyncio.sleep(0)
        await time.look()

    with pytest.raises(StoreUnavailable):
        await time.pace()([Look("co_oak-table", away), *[Look("co_velvet-armchair", look)] * 30])

    assert time.begun == []


async def test_a_hundred_that_are_due_take_the_provider_five_seconds(file: str) -> None:
    """Round after round, each asked for once."""
    time, paying, container = Time(), Paying(), a_container(file, ManualClock())
    container.gateway.override(providers.Object(paying))
    await container.checkouts().installation()
    fill(file, 100)
    sweep = container.sweep(go_through=time.pace())
    while await sweep():
        pass
    await container.database().close()

    assert set(paying.asked.values()) == {1}
    assert (paying.asked.total(), round(time.at, 2)) == (100, 4.95)
