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


async def sweep_until(stop: asyncio.Event, container: Container, wake: asyncio.Event | None = None) -> None:
    """Look after what is due until told to stop; trouble is told in the log, and met with growing pauses.

    `wake` ends a pause: something was heard. Whoever sets `stop` sets it too.
    """
    pause = PAUSE
    wake = wake or stop
    while not stop.is_set():
        if wake is not stop:
            wake.clear()
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
        await _told_within(wake, pause)
        pause = pause or PAUSE


async def _told_within(wake: asyncio.Event, seconds: float) -> None:
    told = asyncio.create_task(wake.wait())
    await asyncio.wait([told], timeout=seconds)
    told.cancel()
