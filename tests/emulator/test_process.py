"""The emulator as a process of its own."""

import asyncio
import sys
from pathlib import Path

import aiohttp

from tests.emulator.chair import seen, sent_to_alma
from tests.emulator.over_http import act, client_of

ROOT = Path(__file__).parents[2]


async def test_the_emulator_is_a_process_of_its_own() -> None:
    """It prints its address; its clock can be put forward."""
    command = [sys.executable, "-m", "tests.support.stripe_emulator", "--port", "0"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)

    assert process.stdout
    try:
        address = (await process.stdout.readline()).decode().strip()
        async with client_of(address) as client, aiohttp.ClientSession() as browser:
            sent = await sent_to_alma(client)
            await act(browser, address, "clock", "advance", 3_600)
            after = await seen(client, sent)
    finally:
        process.terminate()
        await process.wait()

    assert (sent.status, after.status) == ("requires_action", "requires_payment_method")
    assert process.returncode == 0
