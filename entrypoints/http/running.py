"""What goes on beside the requests, from the start of an application to its end."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar

from entrypoints.container import Container, closed
from entrypoints.stores import prepare
from entrypoints.worker import work_until

_PATIENCE_SECONDS = 10
_OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""After how many new objects that stay the collector stops everything: at 700 it took 5 % of the time under load."""


def running(container: Container, *, sweeping: bool) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Give the life of an application: its store is prepared, it sweeps if it is to, and ends with what it began."""

    @asynccontextmanager
    async def alive(app: Litestar) -> AsyncIterator[None]:
        await prepare(container)
        stop, app.state.wake = asyncio.Event(), asyncio.Event()
        sweep = asyncio.create_task(work_until(stop, container, app.state.wake)) if sweeping else None
        try:
            yield
        finally:
            stop.set()
            app.state.wake.set()
            if sweep:
                await asyncio.wait([sweep], timeout=_PATIENCE_SECONDS)
                sweep.cancel()
                await asyncio.gather(sweep, return_exceptions=True)
            await closed(container)

    return alive


async def settled_down() -> None:
    """Have the collector of garbage pass over what stays for ever, and come seldom: all others wait for it."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    gc.collect()
    gc.freeze()
