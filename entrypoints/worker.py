"""The sweep, again and again, and the delivery of events beside it: in the server, and as a process of its own."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from structlog.contextvars import bound_contextvars

from domain.errors import StoreUnavailable
from domain.use_cases.deliver_events import DeliverEvents
from domain.use_cases.sweep import Look, NotLookedAfter
from entrypoints.container import Container
from entrypoints.lanes import Lanes

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


@dataclass(slots=True, kw_only=True)
class Pace:
    """How fast a process sweeps, for the provider's sake: so many looks at once, and so many begun in a second.

    A look is one call to the provider, or three where money is held; more only where something is to be finished.
    """

    at_once: int = 8
    a_second: float = 20.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: float = field(default=0.0, init=False)

    async def __call__(self, looks: Iterable[Look]) -> None:
        """Make looks; what the first of them raises calls the others off."""
        places = asyncio.Semaphore(self.at_once)

        async def in_turn(look: Look) -> None:
            async with places:
                await self._turn()
                with bound_contextvars(checkout=look.checkout_id):
                    await look()

        try:
            async with asyncio.TaskGroup() as group:
                for look in looks:
                    group.create_task(in_turn(look))
        except ExceptionGroup as trouble:
            raise trouble.exceptions[0] from None

    async def _turn(self) -> None:
        now = self.now()
        begin = max(now, self._next)
        self._next = begin + 1 / self.a_second
        if begin > now:
            await self.sleep(begin - now)


async def work_until(stop: asyncio.Event, container: Container, wake: asyncio.Event) -> None:
    """Sweep until told to stop; where somebody listens, deliver events beside that, and neither waits for the other."""
    async with asyncio.TaskGroup() as group:
        group.create_task(sweep_until(stop, container, wake))
        if container.settings().events.wanted:
            group.create_task(deliver_until(stop, container))


async def sweep_until(
    stop: asyncio.Event,
    container: Container,
    wake: asyncio.Event,
    *,
    pauses: Pauses = A_SECOND,
    pace: Pace | None = None,
) -> None:
    """Look after what is due until told to stop; trouble is told in the log, and met with growing pauses.

    `wake` ends a pause: something was heard.
    """
    pace = pace or Pace()
    pause = 0.0
    while not stop.is_set():
        wake.clear()
        pause = pauses.after(pause, found=await _found(container, pace))
        await _first_of(stop, wake, seconds=pause)


async def _found(container: Container, pace: Pace) -> bool | None:
    """Make a round; say whether anything was due, None where it failed."""
    try:
        return bool(await container.sweep(go_through=pace)())
    except StoreUnavailable as refusal:
        _log.warning("Nothing was swept: %s", refusal.sentence)
    except Exception as bug:  # noqa: BLE001 -- a sweep that ended would leave everything undone
        _tell(bug)
    return None


def _tell(bug: Exception) -> None:
    """Tell a bug in a line, and those of several checkouts each in one of its own."""
    match bug:
        case ExceptionGroup(exceptions=bugs):
            for one in bugs:
                _tell(one)
        case NotLookedAfter(checkout_id=checkout_id):
            with bound_contextvars(checkout=checkout_id):
                _log.error("The sweep came upon a bug", exc_info=bug)
        case _:
            _log.error("The sweep came upon a bug", exc_info=bug)


async def deliver_until(
    stop: asyncio.Event, container: Container, *, pauses: Pauses = A_SECOND, lanes: Lanes | None = None
) -> None:
    """Deliver what is due until told to stop. What this process writes is delivered at once, all else in a second."""
    lanes = lanes or Lanes()
    deliver = container.deliver_events(hand_over=lanes)
    stopping = asyncio.create_task(stop.wait())
    pause = 0.0
    with container.bell().heard() as wake:
        try:
            while not stop.is_set():
                wake.clear()
                pause = pauses.after(pause, found=await _handed_over(deliver, lanes.free))
                await _first_of(stop, wake, seconds=pause)
                await lanes.room(stopping)
            await lanes.end()
        finally:
            stopping.cancel()
            await lanes.call_off()


async def _handed_over(deliver: DeliverEvents, limit: int) -> bool | None:
    """Begin deliveries; say whether there were any, None where that failed."""
    try:
        return bool(await deliver(limit=limit))
    except StoreUnavailable as refusal:
        _log.warning("No events were delivered: %s", refusal.sentence)
    except Exception:  # noqa: BLE001 -- a worker that ended would leave everything undelivered
        _log.exception("The delivery of events came upon a bug")
    return None


async def _first_of(*events: asyncio.Event, seconds: float) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
