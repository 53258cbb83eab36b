"""How long a caller may take over a request: over its head, in the protocol, and over its body, in the application.

Without an end to it, a few hundred callers who send a byte now and then keep everybody else out.
"""

import asyncio

from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPReceiveMessage, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
BODY_SECONDS = 20.0
LARGEST_HEAD = 64 * 1024
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


def patient(app: ASGIApp, seconds: float = BODY_SECONDS) -> ASGIApp:
    """Give an application that waits so long for a whole body, from when it begins to read it; then it answers 408."""

    async def waiting(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") in _WITHOUT_BODY:
            await app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        until: float | None = None
        whole = False

        async def in_time() -> HTTPReceiveMessage:
            nonlocal until, whole
            until = until or loop.time() + seconds
            try:
                async with asyncio.timeout_at(None if whole else until):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(status_code=408, headers={"Connection": "close"}) from None
            whole = not message.get("more_body", False)
            return message  # type: ignore[return-value]  # there is no other way in than HTTP

        await app(scope, in_time, send)

    return waiting


class HurriedProtocol(HttpToolsProtocol):
    """HTTP from callers who send the head of a request in time, and not too much of it; on others it hangs up.

    What is left of a body once it is answered is waited for as long as for a head, since uvicorn would wait for ever.
    """

    head_seconds = HEAD_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn's own
        super().connection_made(transport)
        if self.client:
            self.client = (_plain(self.client[0]), self.client[1])
        self._hurry: asyncio.TimerHandle | None = None
        self._in_head, self._length = True, 0
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._length = True, 0
        self._end()

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._end()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.is_closing():  # it was no request, and perhaps there never was one
            return
        if self._in_head:  # which most heads are not any more: they came as a whole
            self._length += len(data)
            if self._length > LARGEST_HEAD:
                self.transport.abort()
        elif not self.cycle.response_complete:
            return
        self._begin()

    def _begin(self) -> None:
        if self._hurry is None:
            self._hurry = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _end(self) -> None:
        if self._hurry:
            self._hurry.cancel()
            self._hurry = None


def _plain(host: str) -> str:
    """Give an IPv4 address as such, also where it comes to a socket of both kinds: it is held against a proxy's."""
    return host.removeprefix("::ffff:") if "." in host else host
