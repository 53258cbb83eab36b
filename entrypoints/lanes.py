"""Lanes: deliveries side by side, so that one that takes long holds up no other."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.errors import StoreUnavailable
from domain.use_cases.deliver_events import Handing

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Lanes:
    """At most so many deliveries at once; whoever hands over more than there is room for is not held up."""

    at_once: int = 8
    _running: set["asyncio.Task[None]"] = field(default_factory=set, init=False)

    @property
    def free(self) -> int:
        """How many more may begin."""
        return self.at_once - len(self._running)

    async def __call__(self, events: Iterable[Handing]) -> None:
        """Begin deliveries, and wait for none of them."""
        for hand_over in events:
            task = asyncio.create_task(_told(hand_over))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def room(self, *or_else: "asyncio.Task[bool]") -> None:
        """Wait until another may begin, or something else is done."""
        while self.free <= 0 and not any(it.done() for it in or_else):
            await asyncio.wait([*self._running, *or_else], return_when=asyncio.FIRST_COMPLETED)

    async def end(self) -> None:
        """Let what has begun end."""
        while self._running:
            await asyncio.wait(self._running)

    async def call_off(self) -> None:
        """End what has begun at once; it is delivered again when its lease is over."""
        left = tuple(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


async def _told(hand_over: Handing) -> None:
    """Deliver one event; trouble is told in the log, and the event is due again when its lease is over."""
    try:
        await hand_over()
    except StoreUnavailable as refusal:
        _log.warning("An event was delivered, and that could not be written down: %s", refusal.sentence)
    except Exception:  # noqa: BLE001 -- it is this delivery's alone
        _log.exception("A delivery came upon a bug")
