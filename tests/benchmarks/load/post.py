"""Stripe's post: events taken from the emulator, to be carried to the shop, some of them twice and out of order."""

import asyncio
import json
from dataclasses import dataclass, field
from random import Random

from adapters.stripe.webhooks import RELEVANT
from tests.benchmarks.load.line import Line
from tests.benchmarks.shop import JSON
from tests.benchmarks.wire import request
from tests.support.stripe_emulator.server import CONTROL

A_MOMENT = 0.02
AT_A_TIME = 200
TWICE = 0.25
"""Which share of the events is carried twice."""


@dataclass(slots=True)
class Post:
    """What is to be carried."""

    emulator: Line
    chance: Random
    _bag: list[bytes] = field(default_factory=list)

    async def collect(self) -> None:
        """Take events from the emulator, again and again, until called off."""
        asked = {"actor": "post", "deed": "take", "args": [AT_A_TIME, list(RELEVANT)]}
        taking = request("POST", CONTROL, JSON, json.dumps(asked).encode())
        while True:
            if len(self._bag) < AT_A_TIME:
                answer = await self.emulator.ask("emulator: events", taking)
                for body, signature in json.loads(answer.body)["answer"]:
                    self._put(body, signature)
            await asyncio.sleep(A_MOMENT)

    def next(self) -> bytes | None:
        """Give a delivery to be made, if there is one."""
        return self._bag.pop() if self._bag else None

    def _put(self, body: str, signature: str) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
        delivery = request("POST", "/webhooks/stripe", headers, body.encode())
        for _ in range(2 if self.chance.random() < TWICE else 1):
            self._bag.insert(self.chance.randrange(len(self._bag) + 1), delivery)
