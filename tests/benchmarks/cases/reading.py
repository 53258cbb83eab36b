"""Showing a checkout and listing twenty, against bare endpoints that give the same answers from memory."""

from tests.benchmarks.callers import Side, turns
from tests.benchmarks.figures import Figure
from tests.benchmarks.shop import always, answered, opened, written
from tests.benchmarks.world import World

PAGE = 20


async def measure(world: World) -> list[Figure]:
    """Measure both pairs in turn."""
    of = world.effort.of
    with world.on_stripe("reading") as ours:
        (checkout, *_) = await opened(ours, of(10 * PAGE))
        show, page = always("GET", f"/checkouts/{checkout['id']}"), always("GET", f"/checkouts?limit={PAGE}")
        written(world.folder, shown=await answered(ours, show()), listed=await answered(ours, page()))
        sides = {
            "bare shown": Side(world.bare, of(8_000), always("GET", "/show/shown")),
            "shown": Side(ours, of(4_000), show),
            "bare listed": Side(world.bare, of(5_000), always("GET", "/show/listed")),
            "listed": Side(ours, of(600), page),
        }
        told = await turns(sides, world.effort.rounds)
    rates = {name: tuple(turn.rate for turn in of_side) for name, of_side in told.items()}
    limit = "bare Litestar endpoint, same answer"
    return [
        Figure("show a checkout", limit, "/s", rates["shown"], rates["bare shown"]),
        Figure(f"list {PAGE} checkouts", limit, "/s", rates["listed"], rates["bare listed"]),
    ]
