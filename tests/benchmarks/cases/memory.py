"""What a server holds in memory: when it has just started, and after it has opened a hundred thousand checkouts."""

import asyncio

from tests.benchmarks.callers import Side, turn
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.shop import opening
from tests.benchmarks.world import World

PART = 10_000
"""How many are asked for at a time, so that the caller need not hold them all."""


async def measure(world: World) -> list[Figure]:
    """Open them all over HTTP, over Stripe and in a durable store, in the process that is looked at."""
    number = world.effort.opened
    with world.on_stripe("memory") as server:
        await asyncio.sleep(world.effort.pause)
        at_rest = server.resident()
        for begin in range(0, number, PART):
            await turn(Side(server, min(PART, number - begin), opening()))
        await asyncio.sleep(world.effort.pause)
        afterwards = server.resident()
    return [
        Figure("memory of the server at rest", "", "MB", (at_rest,), promise=Promise(most=90)),
        Figure(f"memory after {number:,} checkouts were opened", "at rest", "MB", (afterwards,), (at_rest,)),
    ]
