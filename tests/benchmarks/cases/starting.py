"""How long the command line takes to start, and the server to be ready."""

import http.client
import json
import sys
import time
from contextlib import closing
from functools import partial
from urllib.parse import urlsplit

from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.world import World
from tests.support.command_line import ALMA_CHECKOUT, started

NOTHING = (sys.executable, "-c", "pass")
ELIGIBILITY = (ALMA_CHECKOUT, "eligibility", "149.90", "EUR", "--country", "FR")
OPEN = "open --order 1001 --amount 149.90 --currency EUR --country FR --json"


async def measure(world: World) -> list[Figure]:
    """Measure commands in multiples of an interpreter that does nothing, and the server in seconds."""
    rounds = 3 * world.effort.rounds
    settings = {"ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{world.folder}/starting.db"}
    run = partial(_milliseconds, world, settings)
    opened = started(world.folder, ALMA_CHECKOUT, *OPEN.split(), **settings)
    show = (ALMA_CHECKOUT, "show", json.loads(opened.stdout)["id"])
    told = [(run(NOTHING), run(ELIGIBILITY), run(show)) for _ in range(1 + rounds)]
    nothing, eligibility, shown = zip(*told[1:], strict=True)
    limit = "`python -c pass`"
    return [
        Figure("`alma-checkout eligibility`", limit, "ms", eligibility, nothing, Promise(most=6)),
        Figure("`alma-checkout show`", limit, "ms", shown, nothing, Promise(most=10)),
        Figure("start of the server, until it is ready", "", "s", _until_ready(world), promise=Promise(most=1)),
    ]


def _milliseconds(world: World, settings: dict[str, str], command: tuple[str, ...]) -> float:
    begun = time.perf_counter()
    done = started(world.folder, *command, **settings)
    took = 1_000 * (time.perf_counter() - begun)
    if done.returncode:
        raise AssertionError(done)
    return took


def _until_ready(world: World) -> tuple[float, ...]:
    """Start over Stripe, each time on a database that is still to be made."""
    told = []
    for number in range(world.effort.rounds):
        begun = time.perf_counter()
        with world.on_stripe(f"ready-{number}") as server:
            while not _is_ready(server.address):
                time.sleep(0.005)
            told.append(time.perf_counter() - begun)
    return tuple(told)


def _is_ready(address: str) -> bool:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)) as connection:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
