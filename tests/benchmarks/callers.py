"""Callers: so many connections, each of which asks again as soon as it is answered. Sides take turns, in rounds."""

import asyncio
import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.programs import Program
from tests.benchmarks.wire import Wire, wires

AT_ONCE = 64
"""How many connections ask at the same time."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of those that are compared: a program, and how many things it is asked in a turn."""

    program: Program
    count: int
    asked: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a side did in its turn: answers in a second, and the share of the time for which it was at work."""

    rate: float
    busy: float


async def turns(sides: dict[str, Side], rounds: int) -> dict[str, list[Turn]]:
    """Let each side have its turn, round by round; the first round warms up and is not told."""
    told: dict[str, list[Turn]] = {name: [] for name in sides}
    for _ in range(1 + rounds):
        for name, side in sides.items():
            told[name].append(await turn(side))
    return {name: of_side[1:] for name, of_side in told.items()}


async def turn(side: Side) -> Turn:
    """Have a side answer all that it is asked; the caller's collector does not get in between."""
    requests = [side.asked() for _ in range(side.count)]
    gc.collect()
    gc.disable()
    try:
        async with wires(side.program.address, min(AT_ONCE, side.count)) as opened:
            worked, begun = side.program.processor(), time.perf_counter()
            await _all_asked(opened, requests)
            took = time.perf_counter() - begun
            return Turn(side.count / took, (side.program.processor() - worked) / took)
    finally:
        gc.enable()


async def _all_asked(opened: Sequence[Wire], requests: list[bytes]) -> None:
    left = iter(requests)

    async def one_after_the_other(wire: Wire) -> None:
        for request in left:
            answer = await wire.ask(request)
            if answer.status >= 300:
                raise AssertionError((request, answer))

    await asyncio.gather(*map(one_after_the_other, opened))
