"""The sweep, in a durable store and over Stripe, against the bare calls that it cannot do without."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dependency_injector import providers

from adapters.stripe.translation import EXPAND
from entrypoints.container import Container, closed
from entrypoints.settings import Settings
from entrypoints.stores import prepare
from entrypoints.worker import Pace
from tests.benchmarks.figures import Figure
from tests.benchmarks.world import World
from tests.support.checkouts import an_open_checkout

DUE, AT_ONCE = 400, 8


async def measure(world: World) -> list[Figure]:
    """Measure both, as many looks at once, and as fast as they go: a server makes twenty looks in a second."""
    settings = Settings(world.stripe_settings("sweep"))
    container = Container(settings=settings, may_create=providers.Object(True))
    await prepare(container)
    due = world.effort.of(DUE)
    pairs = [
        (await _bare(container, due), await _ours(container, due, turn)) for turn in range(1 + world.effort.rounds)
    ]
    await closed(container)
    theirs, ours = zip(*pairs[1:], strict=True)
    return [Figure("sweep, checkouts", "bare SDK, the same look-ups", "/s", ours, theirs)]


async def _ours(container: Container, due: int, turn: int) -> float:
    now = datetime.now(UTC)
    opened = [
        replace(an_open_checkout(f"chair-{turn}-{number}", at=now - timedelta(hours=1)), look_again_at=now)
        for number in range(due)
    ]
    await asyncio.gather(*(container.checkouts().add(it, None, at=now) for it in opened))
    sweep = container.sweep(go_through=Pace(at_once=AT_ONCE, a_second=1e6))
    begun, swept = time.perf_counter(), 0
    while found := len(await sweep()):
        swept += found
    if swept < due:
        raise AssertionError((swept, due))
    return swept / (time.perf_counter() - begun)


async def _bare(container: Container, calls: int) -> float:
    client, left = container.stripe().client, iter(range(calls))

    async def one_after_the_other() -> None:
        for number in left:
            await client.v1.payment_intents.retrieve_async(f"pi_{number}", {"expand": EXPAND})

    begun = time.perf_counter()
    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return calls / (time.perf_counter() - begun)
