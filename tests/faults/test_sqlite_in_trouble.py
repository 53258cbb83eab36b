"""The SQLite file is locked for longer than anybody waits, and its disk is full, while customers pay."""

import asyncio
import multiprocessing
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import httpx

from adapters.clock import SystemClock
from tests.faults.business import found_wrong, open_for_business
from tests.faults.customers import Desk
from tests.faults.programs import Program, a_server, running
from tests.faults.shops import a_container

TOO_LONG = 5.7
"""Seconds: more than anybody waits."""
ROOM = 65_536
"""Bytes: a file written ahead starts anew when it is long, and then has room for a few moves."""


def _held(path: Path) -> None:
    """Begin to write, and do not let go."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(TOO_LONG)


async def test_a_lock_that_lasts_is_answered_and_survived(
    file: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Whoever waited five seconds is refused for now; then everything goes on."""
    async with open_for_business(a_container(file, SystemClock())) as desk:
        await asyncio.sleep(0.3)
        other = multiprocessing.get_context("forkserver").Process(target=_held, args=(tmp_path / "shop.db",))
        other.start()
        await asyncio.to_thread(other.join, 60)
        during = len(desk.receipts)
        await asyncio.sleep(0.3)
    found = await found_wrong(file, desk)
    record_property("answers that said yes", len(desk.receipts))
    record_property("refused for now", desk.troubles.total())

    assert found == []
    assert set(desk.troubles) == {"store_unavailable"}
    assert len(desk.receipts) > during


@contextmanager
def no_more_room(server: Program) -> Iterator[None]:
    """Have the system take nothing more of a server than the beginning of its files, which are longer already."""
    unlimited = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (ROOM, unlimited[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, unlimited)


async def test_a_full_disk_is_answered_and_survived(
    file: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """What was answered before is there, and the rest comes when there is room again."""
    server, address = a_server(tmp_path, file)
    async with running(server), httpx.AsyncClient(base_url=address, timeout=20) as http:
        desk = Desk(http, Random(7))
        serving = asyncio.create_task(desk.serve())
        await asyncio.sleep(0.5)
        with no_more_room(server):
            await asyncio.sleep(1.5)
        during = len(desk.receipts)
        await asyncio.sleep(0.5)
        desk.closing.set()
        await asyncio.wait_for(serving, timeout=60)
    found = await found_wrong(file, desk)
    record_property("answers that said yes", len(desk.receipts))
    record_property("refused for now", desk.troubles.total())

    assert found == []
    assert set(desk.troubles) == {"store_unavailable"}
    assert len(desk.receipts) > during
