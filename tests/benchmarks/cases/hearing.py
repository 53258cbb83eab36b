"""Accepting a signed event over HTTP, durably, against a bare endpoint that takes a body of the same size."""

from collections.abc import Callable
from itertools import count, cycle

from tests.benchmarks.callers import Side, turns
from tests.benchmarks.events import an_event
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.shop import JSON, opened
from tests.benchmarks.wire import request
from tests.benchmarks.world import World

KNOWN = 100
"""How many payments the events tell of, turn and turn about."""


async def measure(world: World) -> list[Figure]:
    """Measure both in turn."""
    with world.on_stripe("hearing") as ours:
        known = [checkout["payment"]["id"] for checkout in await opened(ours, world.effort.of(KNOWN))]
        sides = {
            "bare": Side(world.bare, world.effort.of(8_000), _events("/hear", known)),
            "ours": Side(ours, world.effort.of(5_000), _events("/webhooks/stripe", known)),
        }
        told = await turns(sides, world.effort.rounds)
    rates = {name: tuple(turn.rate for turn in of_side) for name, of_side in told.items()}
    limit = "bare Litestar endpoint that takes the body"
    return [Figure("accept a signed event of 5 KB", limit, "/s", rates["ours"], rates["bare"], Promise(least=0.5))]


def _events(path: str, payments: list[str]) -> Callable[[], bytes]:
    numbers, told = count(), cycle(payments)

    def asked() -> bytes:
        body, signature = an_event(next(numbers), payment=next(told))
        return request("POST", path, {**JSON, "Stripe-Signature": signature}, body)

    return asked
