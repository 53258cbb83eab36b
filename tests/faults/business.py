"""A shop that is open for business within this process, so that its provider, clock or database can be troubled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, cast

import httpx

from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.stores import prepare
from entrypoints.worker import Pace, Pauses, sweep_until
from tests.faults.audit import settled_down, wrongs
from tests.faults.customers import Desk
from tests.faults.shops import a_shop, payments

_RESTLESS = Pauses(shortest=0.05, longest=0.2)


@asynccontextmanager
async def open_for_business(container: Container, *, at_once: int = 8) -> AsyncIterator[Desk]:
    """Have customers pay, and the worker sweep, for as long as the block runs."""
    await prepare(container)
    stop, app = asyncio.Event(), cast("Any", create_app(container, sweeping=False))  # as Litestar has types of its own
    unhurried = Pace(a_second=1_000)
    sweeping = asyncio.create_task(sweep_until(stop, container, asyncio.Event(), pauses=_RESTLESS, pace=unhurried))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000") as http:
        desk = Desk(http, Random(at_once))
        serving = asyncio.create_task(desk.serve(at_once=at_once))
        try:
            yield desk
        finally:
            desk.closing.set()
            await asyncio.wait_for(serving, timeout=120)
            stop.set()
            await sweeping
            await container.database().close()


async def found_wrong(url: str, desk: Desk) -> list[str]:
    """Let another process sweep until nothing is in doubt, and say all that is wrong."""
    shop = a_shop(url, at=datetime.now(UTC) + timedelta(minutes=2))
    await settled_down(shop.container, shop.clock)
    found = await wrongs(shop.container, payments(url), desk.receipts)
    await shop.container.database().close()
    return found
