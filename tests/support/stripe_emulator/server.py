"""The emulator over HTTP on the loopback interface, for tests that start whole processes."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvloop
from aiohttp import web

from tests.support.stripe_emulator.alma_page import AlmaPage
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.connection import Connection, NoAnswer
from tests.support.stripe_emulator.control import Control
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.webhooks import Webhooks

CONTROL = "/_control"
LARGEST_BODY = 8_000_000


class Server:
    """Stripe's API, Alma's page and the control endpoint at one address.

    `complaints` are what the emulator could not judge: mistakes of the code under test or of the emulator. The shop
    sees a status that nobody expects, and the test fails at the end.
    """

    def __init__(self, emulator: Emulator, *secrets: str) -> None:
        self.complaints: list[str] = []
        self._emulator = emulator
        self._connection = Connection(emulator)
        page = AlmaPage(AlmaSite(emulator))
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_get("/alma/{token}", page.show)
        application.router.add_post("/alma/{token}", page.decide)
        application.router.add_post(CONTROL, Control(emulator, Webhooks(emulator, *secrets)).act)
        application.router.add_route("*", "/{path:.*}", self._api)
        self._runner = web.AppRunner(application)

    async def start(self, port: int = 0) -> str:
        """Listen, and give the address."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound, *_ = self._runner.addresses[0]
        address = f"http://{host}:{bound}"
        self._emulator.settings.alma_url = f"{address}/alma"
        return address

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _api(self, request: web.Request) -> web.Response:
        try:
            answer = await self._connection.ask(request.method, request.raw_path, request.headers, await request.read())
        except NoAnswer:
            if request.transport:
                request.transport.abort()
            return web.Response()
        except AssertionError as complaint:
            self.complaints.append(str(complaint))
            return web.Response(status=418, text=str(complaint))
        return web.Response(status=answer.status, headers=answer.headers, body=answer.body)


@contextmanager
def serve(emulator: Emulator, *secrets: str, port: int = 0) -> Iterator[str]:
    """Serve in a thread of its own while the block runs; give the address.

    Raises:
        AssertionError: at the end, for what the emulator could not judge.
    """
    server, loop = Server(emulator, *secrets), uvloop.new_event_loop()
    thread = Thread(target=loop.run_forever, name="stripe-emulator", daemon=True)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(server.start(port), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
    assert not server.complaints, server.complaints
