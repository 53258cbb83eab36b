"""A server that is told to stop finishes what it has begun, and begins nothing more."""

import asyncio
import json
import signal
from pathlib import Path

import httpx
import pytest

from tests.faults.programs import a_server, running
from tests.faults.shops import rows
from tests.faults.test_kills_over_stripe import API_KEY, settings
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.server import serve

ORDER = {"order": "VELVET-ARMCHAIR", "amount": 14_990, "currency": "EUR", "country": "FR"}


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_requests_in_flight_are_answered(tmp_path: Path, file: str, workers: str) -> None:
    """Eight wait for the provider as the server is told to stop: each is answered, and what it did is kept.

    Who comes meanwhile is turned away at once, and not kept waiting: a proxy may then ask another server.
    """
    emulator = Emulator(ManualClock())
    for _ in range(8):
        emulator.faults.delay("payment_intents.create", 2.5)
    with serve(emulator) as stripe:
        server, address = a_server(tmp_path, "", "--workers", workers, **settings(file, stripe))
        async with running(server), httpx.AsyncClient(base_url=address, timeout=20) as http:
            http.headers["Authorization"] = f"Bearer {API_KEY}"
            flying = [asyncio.create_task(http.post("/checkouts", json=ORDER)) for _ in range(8)]
            await asyncio.sleep(0.5)
            waiting = [request for request in flying if not request.done()]
            code = asyncio.create_task(server.told_to_stop(signal.SIGTERM))
            await asyncio.sleep(0.7)  # of several the first looks every half a second for what it is told
            in_time = [request for request in flying if not request.done()]
            async with httpx.AsyncClient(base_url=address, timeout=20) as late:
                with pytest.raises(httpx.ConnectError):
                    await late.get("/health/live")
            answers = await asyncio.gather(*flying)
            ended = await code
    kept = {checkout_id for (checkout_id,) in rows(file, "SELECT id FROM checkouts WHERE payment_id IS NOT NULL")}

    assert (len(waiting), len(in_time)) == (8, 8)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert {json.loads(answer.content)["id"] for answer in answers} == kept
    assert (ended, server.log.read_text()) == (0, "")
