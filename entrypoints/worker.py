"""The sweep, again and again: in the server, and as a process of its own."""

import asyncio
import logging
from dataclasses import dataclass

from domain.errors import StoreUnavailable
from entrypoints.container import Container

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long the sweep rests, in seconds: none while something is due, `shortest` otherwise, longer after trouble."""

    shortest: float = 1.0
    longest: float = 60.0

    def after(self, last: float, *, found: bool | None) -> float:
        """Give the next pause; `found` is None where the round failed, and then it is twice the last."""
        if found is None:
            return min(2 * max(last, self.shortest), self.longest)
        return 0.0 if found else self.shortest


A_SECOND = Pauses()


async def sweep_until(
    stop: asyncio.Event, container: Container, wake: asyncio.Event, *, pauses: Pauses = A_SECOND
) -> None:
    """Look after what is due until told to stop; trouble is told in the log, and met with growing pauses.

    `wake` ends a pause: something was heard.
    """
    pause = 0.0
    while not stop.is_set():
        wake.clear()
        pause = pauses.after(pause, found=await _found(container))
        await _first_of(stop, wake, seconds=pause)


async def _found(container: Container) -> bool | None:
    """Make a round; say whether anything was due, None where it failed."""
    try:
        return bool(await container.sweep()())
    except StoreUnavailable as refusal:
        _log.warning("Nothing was swept: %s", refusal.sentence)
    except Exception:  # noqa: BLE001 -- a sweep that ended would leave everything undone
        _log.exception("The sweep came upon a bug")
    return None


async def _first_of(*events: asyncio.Event, seconds: float) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
