"""Processes that die while they deliver: an event may be heard twice, under the same id, and is never lost (R87)."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from signal import SIGKILL

import httpx
import pytest

from domain.use_cases.deliver_events import LEASE
from tests.delivering.shop import a_container, looks, pay
from tests.faults.programs import Program, a_server, running
from tests.support.checkouts import A_MINUTE, NOON
from tests.support.manual_clock import ManualClock
from tests.support.receiver import SECRET, listening

ROOT = Path(__file__).parents[2]
SCRIPT = """
import asyncio, os, signal, sys
from dependency_injector import providers
from adapters.shop.receiver import HttpReceiver
from tests.delivering.shop import a_container
from tests.support.checkouts import A_MINUTE, NOON
from tests.support.manual_clock import ManualClock
from tests.support.receiver import SECRET
url, events_url, when = sys.argv[1:]
class Doomed(HttpReceiver):
    async def deliver(self, event, *, at):
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        await super().deliver(event, at=at)
        os.kill(os.getpid(), signal.SIGKILL)
container = a_container(ManualClock(NOON + 5 * A_MINUTE), events_url=events_url, url=url)
container.receiver.override(providers.Object(Doomed(events_url, [SECRET])))
asyncio.run(container.deliver_events()())
"""


@pytest.mark.parametrize(("when", "times"), [("before", 1), ("after", 2)])
async def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path, when: str, times: int) -> None:
    """R87: killed after the delivery and before it was written down, it is delivered twice, and no more."""
    url, clock = f"sqlite:///{tmp_path}/shop.db", ManualClock(NOON + 5 * A_MINUTE)
    async with listening() as system:
        container = a_container(clock, events_url=system.url, url=url)
        await pay(container, "armchair")
        doomed = await asyncio.create_subprocess_exec(sys.executable, "-c", SCRIPT, url, system.url, when, cwd=ROOT)
        code = await doomed.wait()
        at_once = await container.deliver_events()()
        clock.advance(LEASE)
        later = await container.deliver_events()()
        clock.advance(LEASE)
        never = await container.deliver_events()()
        event = await container.outbox().get("ev_armchair_4_3d3d")
        await container.database().close()

    assert code == -SIGKILL
    assert (at_once, later, never) == (0, 1, 0)
    assert system.ids == ["ev_armchair_4_3d3d"] * times
    assert event.state == "delivered"


async def test_the_server_and_the_worker_tell_what_any_process_brings_about(tmp_path: Path) -> None:
    """R86, R87: the server is killed, and the worker tells; no secret is in a log or in the database."""
    url = f"sqlite:///{tmp_path}/shop.db"
    order = {"order": "1001", "amount": 14_990, "currency": "EUR", "country": "FR"}
    async with listening("reset") as system, httpx.AsyncClient() as client:
        settings = {"ALMA_CHECKOUT_EVENTS_URL": system.url, "ALMA_CHECKOUT_EVENTS_SECRET": SECRET}
        server, address = a_server(tmp_path, url, **settings)
        worker = Program(tmp_path, url, "worker", **settings)
        async with running(server):
            opened = (await client.post(f"{address}/checkouts", json=order)).json()["id"]
            called_off = (await client.post(f"{address}/checkouts", json=order)).json()["id"]
            await client.post(f"{address}/checkouts/{called_off}/cancel")
            async for _ in looks():
                (event,) = (await client.get(f"{address}/events")).json()["items"]
                if event["tries"] == 1:
                    break
        async with running(worker):
            typed = Program(tmp_path, url, "cancel", opened, **settings)
            async with running(typed):
                await system.hears(3, within=20.0)
    told = {heard.verified()["data"]["checkout"] for heard in system.heard}
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        stored = "\n".join(file.iterdump())
    logged = server.log.read_text() + worker.log.read_text()

    assert told == {opened, called_off}
    assert len(set(system.ids)) == 2
    for hidden in ("hush", SECRET, SECRET.removeprefix("whsec_")):
        assert hidden not in stored
        assert hidden not in logged
