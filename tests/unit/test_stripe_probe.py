"""The probe of our own endpoint: signed with each secret, sent as Stripe sends, and every barrier has its name."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from adapters.stripe.probe import SignedProbe
from adapters.stripe.webhooks import SignedEvents
from domain.errors import InvalidSignature
from domain.ports.probe import Answered, Barrier, NotReached
from tests.support.manual_clock import NOON

FIRST, SECOND = "whsec_first", "whsec_second"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """Have somebody answer at an address."""
    application = web.Application()
    application.router.add_post("/webhooks/stripe", handler)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/stripe"
    await runner.cleanup()


def one_who_knows(*secrets: str) -> Handler:
    """Answer as our server does that was started with these secrets."""
    events = SignedEvents(secrets)

    async def answer(request: web.Request) -> web.Response:
        try:
            hint = events.read(await request.read(), request.headers.get("Stripe-Signature"), at=NOON)
        except InvalidSignature as refusal:
            return web.json_response({"code": refusal.code}, status=400)
        return web.json_response({"received": "stored" if hint else "irrelevant"})

    return answer


async def test_a_server_with_our_secrets_takes_each_of_them() -> None:
    """What is sent means nothing to it."""
    async with serving(one_who_knows(FIRST, SECOND)) as url:
        probed = await SignedProbe((FIRST, SECOND)).send(url, at=NOON)

    assert probed == (Answered(200, "irrelevant"), Answered(200, "irrelevant"))


async def test_a_server_with_other_secrets_refuses_those_it_does_not_know() -> None:
    """In the order in which they are set."""
    async with serving(one_who_knows(SECOND)) as url:
        probed = await SignedProbe((FIRST, SECOND)).send(url, at=NOON)

    assert probed == (Answered(400, code="invalid_signature"), Answered(200, "irrelevant"))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"received": 1}', b"\xff", b"[" * 100_000])
async def test_whatever_else_answers_is_known_by_its_status(body: bytes) -> None:
    """Its words are not ours."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=502, body=body)

    async with serving(answer) as url:
        assert await SignedProbe((FIRST,)).send(url, at=NOON) == (Answered(502),)


async def test_a_redirect_is_not_followed() -> None:
    """Stripe takes one for a failure."""

    async def answer(_: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("https://elsewhere.example")

    async with serving(answer) as url:
        assert await SignedProbe((FIRST,)).send(url, at=NOON) == (Answered(301),)


@pytest.mark.parametrize(
    ("url", "barrier"),
    [
        ("http://nowhere.invalid/webhooks/stripe", Barrier.HOST_UNKNOWN),
        ("http://127.0.0.1:1/webhooks/stripe", Barrier.REFUSED),
    ],
)
async def test_an_address_may_lead_nowhere(url: str, barrier: Barrier) -> None:
    """Nobody knows the host, or nobody listens there."""
    assert await SignedProbe((FIRST,)).send(url, at=NOON) == (NotReached(barrier),)


async def test_who_does_not_answer_in_time_is_silent() -> None:
    """Or hangs up."""

    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    async def think(_: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.Response()

    for handler in (hang_up, think):
        async with serving(handler) as url:
            assert await SignedProbe((FIRST,), patience=0.1).send(url, at=NOON) == (NotReached(Barrier.SILENT),)


async def test_a_host_that_speaks_no_tls_is_not_trusted() -> None:
    """Stripe would not trust it either."""
    async with serving(one_who_knows(FIRST)) as url:
        probed = await SignedProbe((FIRST,)).send(url.replace("http", "https"), at=NOON)

    assert probed == (NotReached(Barrier.NOT_TRUSTED),)


def test_no_secret_is_shown() -> None:
    """R82: not in a traceback either."""
    assert FIRST not in repr(SignedProbe((FIRST,)))
