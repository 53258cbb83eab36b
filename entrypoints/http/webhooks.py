"""Where Stripe's events arrive: verified, kept, answered; the work is done afterwards (R80, R81).

They come in crowds, with nothing to read but bytes, so this speaks ASGI itself: the framework's request, injection and
response would take as long as all the rest.
"""

from functools import cache

import msgspec
from litestar.enums import ScopeType
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler, asgi
from litestar.types import Receive, Scope, Send

from domain.errors import Refusal
from entrypoints.container import Container
from entrypoints.http.bytes_sent import bytes_sent
from entrypoints.http.headers import NOT_KEPT
from entrypoints.http.metrics import Metrics

LARGEST_EVENT = 256 * 1024


def hearing(container: Container, counts: Metrics) -> ASGIRouteHandler:
    """Give the route that hears of events; its use case is put together at the first, and holds for all."""
    hear_event = cache(container.hear_event)

    @asgi("/webhooks/stripe", copy_scope=False, opt={"headers": NOT_KEPT})
    async def hear(scope: Scope, receive: Receive, send: Send) -> None:
        """Hear of an event, and say what became of it."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "POST":
            raise MethodNotAllowedException(headers={"Allow": "POST"})
        heard = "not_read"
        try:
            body = await bytes_sent(receive, most=LARGEST_EVENT)
            heard = await hear_event()(body, _signature(scope))
        except Refusal as refusal:
            heard = refusal.code
            raise
        finally:
            counts.heard(heard)
        if heard == "stored":
            scope["litestar_app"].state.wake.set()
        told = msgspec.json.encode({"received": heard})
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(told))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": told, "more_body": False})

    return hear


def _signature(scope: Scope) -> str | None:
    """Give the signature that was sent, if it was one."""
    told = [value for name, value in scope["headers"] if name == b"stripe-signature"]
    return told[0].decode("latin-1") if len(told) == 1 else None
