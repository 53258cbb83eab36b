"""What our gateway to Stripe adds to the SDK's own call with the same parameters."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count

from adapters.stripe import translation
from adapters.stripe.gateway import StripeGateway
from domain.ports import NewPayment
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.world import World

CALLS = 400
NEW = NewPayment(
    amount=14_990,
    currency="EUR",
    metadata={"checkout": "co_1", "order": "1001", "installation": "velvet"},
    alma_only=False,
    exclude_alma=False,
    manual_capture=False,
)
_keys = count()

Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Both:
    """A call in two ways: through our gateway, and by the client alone."""

    gateway: StripeGateway

    async def create(self) -> object:
        return await self.gateway.create(NEW, key=f"key-{next(_keys)}")

    async def bare_create(self) -> object:
        params = translation.create_params(NEW)
        return await self.gateway.client.v1.payment_intents.create_async(
            params, {"idempotency_key": f"key-{next(_keys)}"}
        )

    async def look_up(self) -> object:
        return await self.gateway.look_up("pi_1")

    async def bare_look_up(self) -> object:
        return await self.gateway.client.v1.payment_intents.retrieve_async("pi_1", {"expand": translation.EXPAND})


async def measure(world: World) -> list[Figure]:
    """Measure both calls, one at a time and sixteen at once."""
    gateway = StripeGateway.with_key("sk_test_loopback", api_base=world.stripe.address)
    both, calls, rounds = Both(gateway), world.effort.of(CALLS), 3 * world.effort.rounds
    found = []
    for at_once, words in ((1, "one at a time"), (16, "16 at once")):
        for what, mine, bare in (
            ("create a payment", both.create, both.bare_create),
            ("look a payment up", both.look_up, both.bare_look_up),
        ):
            pairs = [(await _each(bare, calls, at_once), await _each(mine, calls, at_once)) for _ in range(1 + rounds)]
            theirs, ours = zip(*pairs[1:], strict=True)
            found.append(Figure(f"gateway: {what}, {words}", "bare SDK", "ms", ours, theirs, Promise(most=1.15)))
    await gateway.close()
    return found


async def _each(call: Call, calls: int, at_once: int) -> float:
    """Give the milliseconds for each call."""
    left = iter(range(calls))

    async def one_after_the_other() -> None:
        for _ in left:
            await call()

    gc.collect()
    begun = time.perf_counter()
    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    return 1_000 * (time.perf_counter() - begun) / calls
