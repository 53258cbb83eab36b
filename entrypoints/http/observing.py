"""What every line of the log says of the request it belongs to, and the line of a request itself at level `info`."""

import logging
import re
import time
from typing import Any

from litestar.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from entrypoints.http.request_ids import request_id

_log = logging.getLogger(__name__)
_CHECKOUT = re.compile(r"/(?:checkouts|pay)/([A-Za-z0-9_-]{1,100})(?:/|$)")


def observed(app: ASGIApp) -> ASGIApp:
    """Give an application whose lines in the log carry the request's id, and the checkout's where there is one."""

    async def observing(scope: Scope, receive: Receive, send: Send) -> None:
        named: dict[str, Any] = {"request_id": request_id(scope)}
        if found := _CHECKOUT.search(scope["path"]):
            named["checkout"] = found[1]
        bind_contextvars(**named)
        await app(scope, receive, _told(scope, send) if _log.isEnabledFor(logging.INFO) else send)

    return observing


def _told(scope: Scope, send: Send) -> Send:
    """Tell a request in one line when it is answered: without its query, which may hold a secret (R92)."""
    begun = time.perf_counter()

    async def telling(message: Message) -> None:
        await send(message)
        if message["type"] == "http.response.start":
            took = round((time.perf_counter() - begun) * 1000, 1)
            path = scope["raw_path"].partition(b"?")[0].decode("latin-1")  # as it was sent, in printable characters
            facts = {"method": scope.get("method"), "path": path, "status": message["status"], "ms": took}
            _log.info("Answered", extra=facts)

    return telling
