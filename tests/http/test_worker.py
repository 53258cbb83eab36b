"""The sweep that goes on by itself, in the server and alone."""

import asyncio
import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from dependency_injector import providers
from litestar.testing import TestClient

from domain.errors import StoreUnavailable
from domain.use_cases.sweep import Look, NotLookedAfter
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from entrypoints.worker import Pace, Pauses, sweep_until
from tests.http.shop import Shop, a_container
from tests.support.manual_clock import ManualClock
from tests.support.pipe import Pipe


class Rounds:
    """A sweep whose rounds end as they are told, and which tells the worker to stop after the last one."""

    def __init__(self, *outcomes: Exception | int) -> None:
        self.stop = asyncio.Event()
        self.made = 0
        self._outcomes = outcomes

    async def __call__(self) -> tuple[int, ...]:
        outcome = self._outcomes[self.made]
        self.made += 1
        if self.made == len(self._outcomes):
            self.stop.set()
        if isinstance(outcome, Exception):
            raise outcome
        return (0,) * outcome


BRIEFLY = Pauses(shortest=0.01, longest=0.05)


async def swept(rounds: Rounds, clock: ManualClock) -> None:
    """Sweep until the rounds are made."""
    container = a_container(clock)
    container.sweep.override(providers.Object(rounds))
    await asyncio.wait_for(sweep_until(rounds.stop, container, asyncio.Event(), pauses=BRIEFLY), timeout=5)


async def test_it_sweeps_until_it_is_told_to_stop(clock: ManualClock) -> None:
    """Whether something was due or not."""
    rounds = Rounds(2, 0, 1, 0)
    await swept(rounds, clock)

    assert rounds.made == 4


async def test_trouble_is_told_and_survived(clock: ManualClock, caplog: pytest.LogCaptureFixture) -> None:
    """A database that is gone in a line; a bug with its whole story."""
    rounds = Rounds(StoreUnavailable(), ZeroDivisionError("of a bug"), 1)
    with caplog.at_level(logging.WARNING):
        await swept(rounds, clock)

    assert rounds.made == 3
    assert "The database gives no answer" in caplog.text
    assert "of a bug" in caplog.text


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """The pipe, with what the worker says in it."""
    pipe, worker = Pipe(), logging.getLogger("entrypoints.worker")
    worker.addHandler(pipe.handler)
    yield pipe
    worker.removeHandler(pipe.handler)


async def test_a_bug_is_told_with_its_checkout(clock: ManualClock, pipe: Pipe) -> None:
    """Each in a line of its own, whichever round it was met in."""
    bugs = [NotLookedAfter("co_velvet-armchair"), NotLookedAfter("co_oak-table")]
    await swept(Rounds(ExceptionGroup("Bugs.", bugs), 0), clock)

    assert [(line["level"], line["checkout"]) for line in pipe.lines] == [
        ("error", "co_velvet-armchair"),
        ("error", "co_oak-table"),
    ]


async def test_what_is_said_during_a_look_carries_its_checkout() -> None:
    """Whoever says it, such as the provider's own library."""
    pipe = Pipe()

    async def asked(checkout_id: str) -> None:
        await asyncio.sleep(0)
        pipe.log.warning("Asked about %s", checkout_id)

    await Pace(a_second=1e6)([Look("co_velvet-armchair", asked), Look("co_oak-table", asked)])
    pipe.log.warning("Rested")

    assert {(line["event"], line.get("checkout")) for line in pipe.lines} == {
        ("Asked about co_velvet-armchair", "co_velvet-armchair"),
        ("Asked about co_oak-table", "co_oak-table"),
        ("Rested", None),
    }


@pytest.mark.parametrize(
    ("last", "found", "pause"),
    [
        (0.0, True, 0.0),
        (0.0, False, 1.0),
        (0.0, None, 2.0),
        (1.0, None, 2.0),
        (2.0, None, 4.0),
        (32.0, None, 60.0),
        (60.0, None, 60.0),
        (60.0, True, 0.0),
        (60.0, False, 1.0),
    ],
)
def test_pauses_grow_while_it_fails(last: float, found: bool | None, pause: float) -> None:
    """And are as short as ever afterwards."""
    assert Pauses().after(last, found=found) == pause


async def test_what_is_heard_ends_the_pause(clock: ManualClock) -> None:
    """R80: the worker in the process that heard it wakes at once."""
    rounds, wake = Rounds(0, 0), asyncio.Event()
    container = a_container(clock)
    container.sweep.override(providers.Object(rounds))
    sweeping = asyncio.create_task(sweep_until(rounds.stop, container, wake, pauses=Pauses(shortest=60.0)))
    await asyncio.sleep(0.01)
    made = rounds.made
    wake.set()
    await asyncio.wait_for(sweeping, timeout=1)

    assert (made, rounds.made) == (1, 2)


async def test_it_stops_while_it_waits(clock: ManualClock) -> None:
    """At once, not after the pause."""
    stop, long = asyncio.Event(), Pauses(shortest=60.0)
    sweeping = asyncio.create_task(sweep_until(stop, a_container(clock), asyncio.Event(), pauses=long))
    await asyncio.sleep(0.01)
    stop.set()

    await asyncio.wait_for(sweeping, timeout=1)


def eventually(shop: Shop, path: str, status: str) -> Iterator[str]:
    """Look again and again, until it is so."""
    for _ in range(250):
        time.sleep(0.02)
        found: str = shop.get(path).json()["status"]
        yield found
        if found == status:
            return


def test_the_server_sweeps_while_it_serves(tmp_path: Path, clock: ManualClock) -> None:
    """A customer who paid and never came back is seen; at the end the database is closed."""
    settings = Settings({"ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}"})
    may_create = providers.Object(True)
    container = Container(settings=settings, clock=providers.Object(clock), may_create=may_create)
    with TestClient(create_app(container)) as client:
        shop = Shop(client)
        checkout = shop.at_alma()
        shop.decided(checkout, "approve")
        clock.advance(timedelta(hours=2))
        *_, last = eventually(shop, f"/checkouts/{checkout['id']}", "paid")

    assert last == "paid"
    assert [path.name for path in tmp_path.iterdir()] == ["shop.db"]
