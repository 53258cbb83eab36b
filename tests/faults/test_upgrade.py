"""A later version is started beside the one that serves, brings the tables up, and takes over; nobody notices."""

import asyncio
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

import httpx

from adapters.postgres.steps import STEPS
from adapters.sqlite.schema import VERSION
from tests.faults.business import found_wrong
from tests.faults.customers import Desk
from tests.faults.programs import Program, a_server, running
from tests.faults.shops import rows
from tests.support.command_line import ALMA_CHECKOUT, started
from tests.support.free_port import free_port

LATER_VERSION = """
import sys
from importlib import import_module
for engine in ("sqlite", "postgres"):
    steps = import_module(f"adapters.{engine}.steps")
    steps.STEPS = (*steps.STEPS, "ALTER TABLE checkouts ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")
from entrypoints.cli.main import main
main(sys.argv[1:])
"""
"""This program with one step more: as long as a step only adds, the version before it goes on."""


def called_by_its_earlier_version(url: str) -> None:
    """Let this version, which is the earlier one, look into the store once more; it minds no column beside its own."""
    if url.startswith("sqlite"):
        rows(url, f"PRAGMA user_version = {VERSION}")
    else:
        rows(url, f"UPDATE alma_checkout SET value = '{len(STEPS)}' WHERE name = 'version' RETURNING 1")  # noqa: S608 -- our own names


async def served(address: str, seconds: float, seed: int) -> Desk:
    """Serve customers at an address for a while, sixteen at once."""
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        desk = Desk(http, Random(seed), _numbers=count(1_000_000 * seed))
        serving = asyncio.create_task(desk.serve(at_once=16))
        await asyncio.sleep(seconds)
        desk.closing.set()
        await asyncio.wait_for(serving, timeout=60)
        return desk


async def test_a_later_version_takes_over_while_the_earlier_one_serves(
    url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """No request fails, and none is lost; the earlier one ends when it is told to, and does not start again."""
    before, old = a_server(tmp_path, url)
    port = free_port()
    after = Program(tmp_path, url, "-c", LATER_VERSION, "serve", "--port", str(port), program=sys.executable)
    async with running(before):
        serving = asyncio.create_task(served(old, 3, 1))
        await asyncio.sleep(1)
        async with running(after):
            first = await serving
            second = await served(f"http://127.0.0.1:{port}", 0.5, 2)
            code = await before.told_to_stop(signal.SIGTERM)
            again = await asyncio.to_thread(started, tmp_path, ALMA_CHECKOUT, "list", ALMA_CHECKOUT_DATABASE_URL=url)
    both = Desk(second.http, second.chance, receipts=first.receipts + second.receipts)
    called_by_its_earlier_version(url)
    found = await found_wrong(url, both)
    record_property("answers of the earlier version", len(first.receipts))
    record_property("answers of the later version", len(second.receipts))

    assert (first.troubles.total(), second.troubles.total(), code) == (0, 0, 0)
    assert first.receipts
    assert second.receipts
    assert (again.returncode, "made by a later version of this program" in again.stderr) == (2, True)
    assert found == []
