"""The shop's own system: a server on loopback that hears events, and answers as it is told."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks import Webhook

from tests.support.free_port import free_port

SECRET = f"whsec_{base64.b64encode(b'velvet-armchair-of-the-shop').decode()}"


@dataclass(frozen=True, slots=True)
class Heard:
    """One delivery as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The id that stays the same for the event."""
        return self.headers["webhook-id"]

    def verified(self, secret: str = SECRET) -> dict[str, Any]:
        """Read it as the specification's own library does; it raises for what was not signed just now."""
        told: dict[str, Any] = Webhook(secret).verify(self.body, self.headers)
        return told


@dataclass(slots=True)
class ShopSystem:
    """A server; `answers` are given one after the other, and 204 when there are none left.

    An answer is a status, `hang` (nothing for as long as it runs), `reset` (the connection is torn down), `garble`
    (what comes is no HTTP), or a status with headers.
    """

    url: str
    answers: list[int | str | tuple[int, dict[str, str]]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ids(self) -> list[str]:
        """The ids of what arrived, in order."""
        return [heard.id for heard in self.heard]

    async def hear(self, request: web.Request) -> web.StreamResponse:
        """Hear a delivery, and answer."""
        self.heard.append(Heard(dict(request.headers), await request.read()))
        self.arrived.set()
        match self.answers.pop(0) if self.answers else 204:
            case "hang":
                await self.closing.wait()
            case "reset":
                assert request.transport
                request.transport.abort()
            case "garble":
                assert request.transport
                request.transport.write(b"HTP/9 what\r\n\r\n")
                request.transport.close()
            case (int() as status, headers):
                return web.Response(status=status, headers=headers)
            case int() as status:
                return web.Response(status=status)
        return web.Response(status=500)

    async def hears(self, count: int, *, within: float = 5.0) -> None:
        """Wait until so many deliveries have arrived."""
        async with asyncio.timeout(within):
            while len(self.heard) < count:
                self.arrived.clear()
                await self.arrived.wait()


@contextlib.asynccontextmanager
async def listening(*answers: int | str | tuple[int, dict[str, str]]) -> AsyncIterator[ShopSystem]:
    """Run the shop's system."""
    port = free_port()
    system = ShopSystem(f"http://127.0.0.1:{port}/events?token=hush", list(answers))
    app = web.Application()
    app.router.add_post("/events", system.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield system
    finally:
        system.closing.set()
        await runner.cleanup()
