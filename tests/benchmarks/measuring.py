"""How things are compared: turn and turn about in one run, and the median of the rounds."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from statistics import median
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


async def seconds(deed: Callable[[], Awaitable[object]]) -> float:
    """Tell how long something takes."""
    begun = time.perf_counter()
    await deed()
    return time.perf_counter() - begun


def show(what: str, ratios: list[float], *, least: float | None = None, most: float | None = None) -> bool:
    """Print the median of some ratios beside what is promised, with how far they spread; say whether it is kept."""
    found = median(ratios)
    kept = (least is None or found >= least) and (most is None or found <= most)
    promised = f"at most {most}" if least is None else f"at least {least}"
    print(
        f"{'kept' if kept else 'MISSED':<7}{what:<66}{found:6.2f}  {promised:<13} "
        f"({len(ratios)} rounds, {min(ratios):.2f} to {max(ratios):.2f})",
        flush=True,
    )
    return kept
