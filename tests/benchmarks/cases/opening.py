"""Opening a checkout over HTTP, durably, against bare endpoints and against the official samples' shape."""

from contextlib import ExitStack

from tests.benchmarks.callers import Side, turns
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.shop import answered, opening, written
from tests.benchmarks.world import World

WITH_CALL, WITHOUT, SAMPLE = (
    "bare Litestar endpoint that makes the same call to Stripe",
    "bare Litestar endpoint that calls nobody",
    "Flask, one call to Stripe, nothing stored",
)


async def measure(world: World) -> list[Figure]:
    """Measure all five in turn."""
    of = world.effort.of
    with ExitStack() as running:
        start = running.enter_context
        stripe, sandbox = start(world.on_stripe("opening")), start(world.on_sandbox("opening-sandbox"))
        sample = start(world.sample())
        written(world.folder, checkout=await answered(stripe, opening()()))
        sides = {
            WITHOUT: Side(world.bare, of(8_000), opening("/open")),
            WITH_CALL: Side(world.bare, of(1_600), opening("/open-with-call")),
            SAMPLE: Side(sample, of(400), opening("/create-payment-intent")),
            "stripe": Side(stripe, of(1_000), opening()),
            "sandbox": Side(sandbox, of(1_000), opening()),
        }
        told = await turns(sides, world.effort.rounds)
    rates = {name: tuple(turn.rate for turn in of_side) for name, of_side in told.items()}
    figure = "open a checkout, over Stripe"
    return [
        Figure(figure, WITH_CALL, "/s", rates["stripe"], rates[WITH_CALL], Promise(least=0.35)),
        Figure(figure, SAMPLE, "/s", rates["stripe"], rates[SAMPLE]),
        Figure(figure, WITHOUT, "/s", rates["stripe"], rates[WITHOUT]),
        Figure("open a checkout, on the sandbox", WITHOUT, "/s", rates["sandbox"], rates[WITHOUT]),
    ]
