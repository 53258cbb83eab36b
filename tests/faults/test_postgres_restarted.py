"""The PostgreSQL server is restarted while customers pay."""

import asyncio
from collections.abc import Callable

from adapters.clock import SystemClock
from tests.faults.business import found_wrong, open_for_business
from tests.faults.shops import a_container
from tests.support.postgres import Server

RESTARTS = 3


async def test_every_answer_stays_true(durable: Server, record_property: Callable[[str, object], None]) -> None:
    """What was answered is on the disk; what was not is asked again, and happens once."""
    url = durable.fresh()
    async with open_for_business(a_container(url, SystemClock())) as desk:
        for _ in range(RESTARTS):
            await asyncio.sleep(0.4)
            await asyncio.to_thread(durable.stop)
            await asyncio.to_thread(durable.start)
        await asyncio.sleep(0.4)
    found = await found_wrong(url, desk)
    record_property("restarts", RESTARTS)
    record_property("answers that said yes", len(desk.receipts))
    record_property("refused for now", desk.troubles.total())

    assert found == []
    assert desk.receipts
    assert set(desk.troubles) <= {"store_unavailable"}
