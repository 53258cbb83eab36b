"""What goes on beside the requests of a server."""

import sys
from pathlib import Path

from tests.support.command_line import started

TELL = """
import asyncio, gc
from entrypoints.http.app import from_environment
application = from_environment()

async def begin():
    async with application.lifespan():
        print(gc.get_threshold()[0], gc.get_freeze_count() > 10_000)

asyncio.run(begin())
"""


def test_the_collector_comes_seldom_and_passes_over_what_stays(tmp_path: Path) -> None:
    """From the start on; it would stop every answer for a while, and find next to nothing."""
    told = started(tmp_path, sys.executable, "-c", TELL)

    assert (told.returncode, told.stdout) == (0, "20000 True\n")
