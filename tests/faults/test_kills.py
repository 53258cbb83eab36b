"""The server and the worker are killed at random while customers pay, and started again."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from random import Random

import httpx

from tests.faults.business import found_wrong
from tests.faults.customers import Desk
from tests.faults.programs import Program, a_server, killed_and_started, running


async def test_nothing_is_lost_and_nothing_happens_twice(
    url: str, tmp_path: Path, kills: int, record_property: Callable[[str, object], None]
) -> None:
    """R20, R21, R60: every answer that said yes is true, and a sweep brings both sides together."""
    chance = Random(kills)
    server, address = a_server(tmp_path, url)
    worker = Program(tmp_path, url, "worker")
    async with running(server), running(worker), httpx.AsyncClient(base_url=address, timeout=20) as http:
        desk = Desk(http, chance)
        serving = asyncio.create_task(desk.serve())
        await killed_and_started([server, server, worker], chance, 2 * kills)
        desk.closing.set()
        await asyncio.wait_for(serving, timeout=120)
    found = await found_wrong(url, desk)
    record_property("kills", 2 * kills)
    record_property("checkouts", len({receipt.checkout for receipt in desk.receipts}))
    record_property("answers that said yes", len(desk.receipts))
    record_property("requests without an answer", desk.troubles.total())

    assert found == []
    assert desk.troubles
    assert "bug" not in server.log.read_text() + worker.log.read_text()
