"""So many checkouts are due at once that no worker sees the end of them: each is settled once."""

import asyncio
import time
from collections.abc import Callable

from dependency_injector import providers

from domain.ports import Checkouts
from entrypoints.container import Container
from entrypoints.worker import Pace
from tests.faults.crowd import Paying, fill
from tests.faults.shops import a_container, rows
from tests.support.checkouts import A_DAY, NOON
from tests.support.manual_clock import ManualClock

PAID = "SELECT count(*) FROM checkouts WHERE status = 'paid' AND look_again_at IS NULL"


def a_worker(url: str, paying: Paying) -> Container:
    """Give a process's view of the store, with a provider that all of them share."""
    container = a_container(url, ManualClock())
    container.gateway.override(providers.Object(paying))
    return container


async def swept(container: Container) -> None:
    """Sweep until nothing is due."""
    sweep = container.sweep(go_through=Pace(a_second=1e9, at_once=16))
    while await sweep(limit=200):
        pass


async def test_each_is_settled_once(url: str, crowd: int, record_property: Callable[[str, object], None]) -> None:
    """R4: by two workers, who never come upon the same one."""
    paying = Paying()
    workers = [a_worker(url, paying), a_worker(url, paying)]
    store: Checkouts = workers[0].checkouts()
    await store.installation()
    await asyncio.to_thread(fill, url, crowd)
    began = time.monotonic()
    await asyncio.gather(*(swept(worker) for worker in workers))
    seconds = time.monotonic() - began
    left = await store.claim(at=NOON + 400 * A_DAY, until=NOON + 400 * A_DAY, limit=1)
    for worker in workers:
        await worker.database().close()
    record_property("due", crowd)
    record_property("settled a second", round(crowd / seconds))

    assert len(paying.asked) == crowd
    assert set(paying.asked.values()) == {1}
    assert rows(url, PAID) == [(crowd,)]
    assert left == ()
