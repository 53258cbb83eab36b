"""Customers of a shop whose server asks again until it is answered, and keeps every answer."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any
from urllib.parse import urlsplit

import httpx

View = dict[str, Any]

PATIENCE = 60.0
"""For how many seconds the same is asked again."""
A_MOMENT = 0.05


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer that said yes: what was done with which checkout, and what it said then."""

    deed: str
    checkout: str
    told: View


@dataclass(slots=True)
class Desk:
    """Where a shop's customers queue up: each pays, or does not, as chance has it.

    `alma` approves at the address it is given; without it, Alma's page is the sandbox's.
    """

    http: httpx.AsyncClient
    chance: Random
    alma: Callable[[str], object] | None = None
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    receipts: list[Receipt] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def serve(self, *, at_once: int = 8) -> None:
        """Serve customers until the shop closes; nobody is left standing."""
        async with asyncio.TaskGroup() as queue:
            for _ in range(at_once):
                queue.create_task(self._one_after_another())

    async def _one_after_another(self) -> None:
        while not self.closing.is_set():
            await self._customer(f"LAMP-{next(self._numbers)}")

    async def _customer(self, order: str) -> None:
        manual = self.chance.random() < 0.4
        wanted = {"order": order, "amount": 14_990, "currency": "EUR", "country": "FR"}
        capture = "manual" if manual else "automatic"
        opened = await self._done("opened", "POST", "/checkouts", wanted | {"capture": capture}, key=order)
        address = f"/checkouts/{opened['id']}"
        amount = 14_990
        if self.chance.random() < 0.3:
            amount = self.chance.randrange(5_000, 50_000)
            await self._done("changed", "PATCH", address, {"amount": amount})
        if self.chance.random() < 0.2:
            await self._done("canceled", "POST", f"{address}/cancel")
            return
        await self._approve(address)
        settled = await self._done("settled", "POST", f"{address}/settle")
        if settled["status"] == "authorized":
            await self._done("captured", "POST", f"{address}/capture", {"amount": amount - 1_000})
        elif settled["status"] != "paid":
            return
        for number in range(self.chance.randrange(3)):
            await self._done("refunded", "POST", f"{address}/refunds", {"amount": 1_500}, key=f"{order}/{number}")

    async def _approve(self, address: str) -> None:
        sent = await self._done("sent", "POST", f"{address}/alma")
        page = (sent["attempt"] or {}).get("redirect_url")
        if page and self.alma:
            self.alma(page)
        elif page:
            await self._asked("POST", urlsplit(page).path, data={"decision": "approve"})

    async def _done(self, deed: str, method: str, path: str, body: View | None = None, key: str = "") -> View:
        headers = {"Idempotency-Key": key} if key else {}
        answer = await self._asked(method, path, json=body or {}, headers=headers)
        told: View = answer.json()
        if not answer.is_success:
            raise AssertionError((method, path, body, key, told))
        checkout = path.split("/")[2] if path.count("/") > 1 else told["id"]
        self.receipts.append(Receipt(deed, checkout, told))
        return told

    async def _asked(self, method: str, path: str, **asked: Any) -> httpx.Response:
        """Ask, again and again while nobody knows what became of it."""
        give_up_at = time.monotonic() + PATIENCE
        while True:
            try:
                answer = await self.http.request(method, path, **asked)
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    return answer
                trouble = answer.json()["code"]
            except httpx.TransportError as error:
                trouble = type(error).__name__
            if time.monotonic() > give_up_at:
                raise TimeoutError((method, path, trouble))
            self.troubles[trouble] += 1
            await asyncio.sleep(A_MOMENT)
