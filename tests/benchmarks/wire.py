"""HTTP/1.1 as bare as can be: a caller must cost a fraction of what is called, or it would measure itself."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the lines of the head, and the body."""

    status: int
    head: bytes
    body: bytes


class Wire(asyncio.Protocol):
    """A connection that asks one thing after the other, and knows of lengths alone: no chunks, no compression."""

    def __init__(self) -> None:
        self._received = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        waiting, self._waiting, self._transport = self._waiting, None, None
        if waiting and not waiting.done():
            waiting.set_exception(exc or ConnectionResetError("The server hung up."))

    def data_received(self, data: bytes) -> None:
        self._received += data
        answer = _answer(self._received)
        if answer and self._waiting:
            waiting, self._waiting, self._received = self._waiting, None, b""
            waiting.set_result(answer)

    async def ask(self, request: bytes) -> Answer:
        """Send a request and wait for its answer.

        Raises:
            ConnectionError: the connection is gone.
        """
        if self._transport is None:
            raise ConnectionResetError("The server has hung up.")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()


@asynccontextmanager
async def wires(address: str, count: int) -> AsyncIterator[list[Wire]]:
    """Open so many connections, and close them."""
    opened = [await dialled(address) for _ in range(count)]
    try:
        yield opened
    finally:
        for wire in opened:
            wire.close()
        await asyncio.sleep(0)


async def dialled(address: str) -> Wire:
    """Open a connection."""
    parts = urlsplit(address)
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(Wire, str(parts.hostname), int(parts.port or 80))
    return wire


def request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """Write a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: loopback", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _answer(received: bytes) -> Answer | None:
    """Read an answer, once all of it has come."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head, begin = received[:end], end + 4
    length = _length(head.lower())
    if len(received) < begin + length:
        return None
    return Answer(int(head[9:12]), head, received[begin : begin + length])


def _length(head: bytes) -> int:
    _, _, after = head.partition(b"\ncontent-length:")
    return int(after.partition(b"\r")[0] or 0)
