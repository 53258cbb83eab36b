"""A load: customers at so many connections, for so long, while memory and processors are looked at."""

import asyncio
import gc
import os
import time
from dataclasses import dataclass
from random import Random
from statistics import median

from tests.benchmarks.load.customer import Customer
from tests.benchmarks.load.line import Line, hung_up
from tests.benchmarks.load.post import Post
from tests.benchmarks.load.stage import Stage
from tests.benchmarks.load.tally import Tally

CONNECTIONS = 64
WARMING_UP = 1 / 20
"""For which share of the time customers still arrive, one after the other; after half as much again, calls count."""
_AROUND = 5
"""How many looks at the memory count, since each is a little off."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a load: the calls, the memory as it went in megabytes, and how busy each process was."""

    tally: Tally
    connections: int
    seconds: float
    memory: list[float]
    busy: dict[str, float]

    @property
    def memory_after_a_third(self) -> float:
        third = len(self.memory) // 3
        return median(self.memory[max(0, third - _AROUND) : third + 1])

    @property
    def memory_at_the_end(self) -> float:
        return median(self.memory[-_AROUND:])


async def play(stage: Stage, seconds: float, *, connections: int = CONNECTIONS, seed: int = 7) -> Played:
    """Have customers order, each on a connection of its own, until the time is over."""
    tally, chance, end, warming_up = Tally(), Random(seed), time.monotonic() + seconds, seconds * WARMING_UP
    to_shop, (to_post, *to_alma) = (
        [Line(address, tally) for _ in range(number)]
        for address, number in ((stage.server.address, connections), (stage.emulator.address, 1 + connections))
    )
    post = Post(to_post, chance)
    customers = [Customer(shop, alma, post, chance) for shop, alma in zip(to_shop, to_alma, strict=True)]

    async def order_until_the_end(number: int, customer: Customer) -> None:
        await asyncio.sleep(number * warming_up / connections)
        while time.monotonic() < end:
            await customer.order()

    gc.collect()
    gc.freeze()
    collecting = asyncio.create_task(post.collect())
    ordering = asyncio.gather(*(order_until_the_end(*each) for each in enumerate(customers)))
    await asyncio.sleep(1.5 * warming_up)
    tally.open, worked, begun = True, _worked(stage), time.monotonic()
    memory = []
    while not ordering.done():
        memory.append(stage.server.resident())
        await asyncio.wait([ordering], timeout=min(1.0, seconds / 10))
    await ordering
    collecting.cancel()
    took = time.monotonic() - begun
    await hung_up([*to_shop, to_post, *to_alma])
    busy = {name: (now - worked[name]) / took for name, now in _worked(stage).items()}
    return Played(tally, connections, took, memory, busy)


def _worked(stage: Stage) -> dict[str, float]:
    """Give the seconds of processor time that each has taken until now."""
    own = os.times()
    return {
        "server": stage.server.processor(),
        "emulator": stage.emulator.processor(),
        "callers": own.user + own.system,
    }
