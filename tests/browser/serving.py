"""The application behind a real port, in the loop of the test, so that a test may act beside the browser."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from dependency_injector import providers

from domain.ports import Clock
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.support.free_port import free_port


@asynccontextmanager
async def serving(clock: Clock, **environment: str) -> AsyncIterator[Container]:
    """Serve in memory on a free port while the block runs; the settings name the address."""
    port = free_port()
    known = {"ALMA_CHECKOUT_DATABASE_URL": "memory://", "ALMA_CHECKOUT_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    container = Container(settings=Settings(known | environment), clock=providers.Object(clock))
    app = create_app(container, sweeping=False)
    server = uvicorn.Server(uvicorn.Config(app, port=port, lifespan="on", access_log=False, log_level="warning"))
    running = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 -- it says so in no other way
        await asyncio.sleep(0.005)
    try:
        yield container
    finally:
        server.should_exit = True
        await running
