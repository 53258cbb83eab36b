"""How things are compared: turn and turn about in one run, and the median of the rounds."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import uvloop

T = TypeVar("T")


def run(deed: Coroutine[Any, Any, T]) -> T:
    """Run something in the event loop that the server has."""
    return uvloop.run(deed)


async def rate(deeds: list[Callable[[], Awaitable[object]]], *, at_once: int) -> float:
    """Do all of some deeds, several at once, and give how many are done in a second."""
    left = iter(deeds)

    async def one_after_the_other() -> None:
        for deed in left:
            await deed()

    begun = time.perf_counter()
    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    return len(deeds) / (time.perf_counter() - begun)


async def milliseconds(deed: Callable[[], Awaitable[object]]) -> float:
    """Tell how long something takes."""
    begun = time.perf_counter()
    await deed()
    return 1_000 * (time.perf_counter() - begun)
