"""A customer with the shop's server: an order is opened, paid with Alma, sometimes after a refusal, and refunded."""

import json
from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

from tests.benchmarks.load.line import Line, Unexpected
from tests.benchmarks.load.post import Post
from tests.benchmarks.shop import ALLOWED, JSON, View, always, an_order, opening
from tests.benchmarks.wire import Answer, request

FORM = {"Content-Type": "application/x-www-form-urlencoded"}

REFUSED, REFUNDED = 0.15, 0.5
"""Which share of the attempts is refused, and which of the payments refunded in part."""
BACK = 3_000


@dataclass(slots=True)
class Customer:
    """One connection to the shop, on which one order follows the other; Alma's page is the emulator's."""

    shop: Line
    alma: Line
    post: Post
    chance: Random

    async def order(self) -> None:
        """Order something; what goes wrong is counted, and ends it."""
        try:
            await self._order()
        except Unexpected:
            return

    async def _order(self) -> None:
        opened = await self._told("open", opening()(), "open", expected=201)
        path = f"/checkouts/{opened['id']}"
        await self._told("show", always("GET", path)(), "open")
        while self.chance.random() < REFUSED:
            await self._decide(path, "refuse")
        await self._decide(path, "approve")
        paid = await self._told("settle", always("POST", f"{path}/settle")(), "paid")
        if paid["captured"] != opened["amount"]:
            self.shop.wrong(f"settle: captured {paid['captured']}")
        if self.chance.random() < REFUNDED:
            await self._refund(path)

    async def _decide(self, path: str, decision: str) -> None:
        sent = await self._told("send to Alma", always("POST", f"{path}/alma")(), "awaiting_customer")
        page = urlsplit(sent["attempt"]["redirect_url"]).path
        deciding = request("POST", page, FORM, f"decision={decision}".encode())
        back = urlsplit(_location(await self.alma.ask("emulator: Alma's page", deciding, expected=303)))
        await self._asked("come back", request("GET", f"{back.path}?{back.query}", {}), expected=303)

    async def _refund(self, path: str) -> None:
        asked = json.dumps({"amount": BACK}).encode()
        headers = {**ALLOWED, **JSON, "Idempotency-Key": an_order()}
        await self._told("refund", request("POST", f"{path}/refunds", headers, asked), "pending", expected=201)

    async def _told(self, kind: str, asked: bytes, status: str, *, expected: int = 200) -> View:
        """Ask something, and hold the answer to the status that it must have."""
        told: View = json.loads((await self._asked(kind, asked, expected=expected)).body)
        if told["status"] != status:
            self.shop.wrong(f"{kind}: {told['status']}, not {status}")
        return told

    async def _asked(self, kind: str, asked: bytes, *, expected: int) -> Answer:
        """Carry a piece of Stripe's post, if there is one, and then ask."""
        if delivery := self.post.next():
            await self.shop.ask("webhook", delivery)
        return await self.shop.ask(kind, asked, expected=expected)


def _location(answer: Answer) -> str:
    lines = answer.head.decode().splitlines()
    return next(line.partition(": ")[2] for line in lines if line.lower().startswith("location:"))
