"""Settling a checkout over HTTP, durably, against a bare endpoint that asks Stripe the same."""

from collections.abc import Callable
from itertools import cycle

from tests.benchmarks.callers import Side, turns
from tests.benchmarks.figures import Figure
from tests.benchmarks.shop import ALLOWED, opened, written
from tests.benchmarks.wire import request
from tests.benchmarks.world import World

KNOWN = 200


async def measure(world: World) -> list[Figure]:
    """Measure both in turn; each checkout is settled by one caller at a time, as in life."""
    of = world.effort.of
    with world.on_stripe("settling") as ours:
        checkouts = await opened(ours, of(KNOWN))
        written(world.folder, checkout=checkouts[0])
        ids, payments = [it["id"] for it in checkouts], [it["payment"]["id"] for it in checkouts]
        sides = {
            "bare": Side(world.bare, of(1_600), _each("/settle-with-call/{}", payments)),
            "ours": Side(ours, of(1_200), _each("/checkouts/{}/settle", ids)),
        }
        told = await turns(sides, world.effort.rounds)
    rates = {name: tuple(turn.rate for turn in of_side) for name, of_side in told.items()}
    limit = "bare Litestar endpoint that makes the same call to Stripe"
    return [Figure("settle a checkout", limit, "/s", rates["ours"], rates["bare"])]


def _each(path: str, names: list[str]) -> Callable[[], bytes]:
    all_of_them = cycle([request("POST", path.format(name), ALLOWED) for name in names])
    return lambda: next(all_of_them)
