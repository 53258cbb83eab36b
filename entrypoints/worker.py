"""The sweep, again and again: in the server, and as a process of its own."""

import asyncio
import logging

from domain.errors import StoreUnavailable
from entrypoints.container import Container

_log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds to wait when nothing was due."""
LONGEST_PAUSE = 60.0
"""Seconds to wait at most when it fails again and again."""


async def sweep_until(stop: asyncio.Event, container: Container) -> None:
    """Look after what is due until told to stop; trouble is told in the log, and met with growing pauses."""
    pause = PAUSE
    while not stop.is_set():
        try:
            found = await container.sweep()()
        except StoreUnavailable as refusal:
            _log.warning("Nothing was swept: %s", refusal.sentence)
            pause = min(2 * pause, LONGEST_PAUSE)
        except Exception:  # noqa: BLE001 -- a sweep that ended would leave everything undone
            _log.exception("The sweep came upon a bug")
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            pause = 0 if found else PAUSE
        await _told_within(stop, pause)
        pause = pause or PAUSE


async def _told_within(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
