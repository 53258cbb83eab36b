"""A caller who is slow on purpose is not waited for: over the head of a request, and over its body."""

import asyncio
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import uvicorn
from litestar.types import Receive, Scope, Send

from entrypoints.http.patience import LARGEST_HEAD, HurriedProtocol, patient
from tests.http.shop import an_app
from tests.support.free_port import free_port
from tests.support.manual_clock import ManualClock

POST = b"POST /checkouts HTTP/1.1\r\nHost: shop\r\nContent-Length: 400\r\n\r\n{"


class Briefly(HurriedProtocol):
    """The protocol with little patience."""

    head_seconds = 0.3


@contextmanager
def serving() -> Iterator[int]:
    """Serve an application that waits half a second for a body; give its port."""
    app = an_app(ManualClock())
    app.asgi_handler = patient(app.asgi_handler, seconds=0.5)
    port = free_port()
    config = uvicorn.Config(
        app, port=port, http=Briefly, ws="none", lifespan="on", log_level="critical", timeout_keep_alive=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()


def heard(port: int, *pieces: bytes, pause: float = 0.0) -> tuple[bytes, float]:
    """Send pieces with pauses; give all that is answered until the server hangs up, and after how many seconds."""
    begun = time.monotonic()
    answered = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as caller, suppress(ConnectionError):
        for piece in pieces:
            if answered.startswith(b"HTTP/1.1 4"):
                break
            caller.sendall(piece)
            while select.select([caller], [], [], pause)[0] and (got := caller.recv(65_536)):
                answered += got
        while got := caller.recv(65_536):
            answered += got
    return answered, time.monotonic() - begun


def test_half_a_body_is_waited_for_so_long() -> None:
    """408 as a problem, and the connection is closed, since the rest of the body may still come."""
    with serving() as port:
        answered, seconds = heard(port, POST)

    assert answered.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"request_timeout"' in answered
    assert b"connection: close" in answered.lower()
    assert 0.4 < seconds < 2


def test_a_body_that_comes_byte_by_byte_is_not_waited_for_any_longer() -> None:
    """It is the whole that has to be there in time."""
    with serving() as port:
        answered, seconds = heard(port, POST, *[b"x"] * 12, pause=0.1)

    assert answered.startswith(b"HTTP/1.1 408 ")
    assert seconds < 2


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [b"POST /checkouts HTTP/1.1\r\nHost: shop\r\nX-Slow: "],
        [b"GET /health/live HTTP/1.1\r\nHost: shop\r\n\r\n", b"GET /health/live HTTP/1.1\r\nX-Slow: "],
    ],
    ids=["nothing", "half a head", "half of a second head"],
)
def test_half_a_head_is_waited_for_so_long(pieces: list[bytes]) -> None:
    """Then the server hangs up, also on whoever says nothing at all."""
    with serving() as port:
        answered, seconds = heard(port, *pieces, pause=0.05)

    assert answered.count(b"HTTP/1.1 ") == max(0, len(pieces) - 1)
    assert 0.2 < seconds < 2


def test_a_head_without_end_is_not_read() -> None:
    """However fast it comes."""
    with serving() as port:
        answered, seconds = heard(port, b"GET / HTTP/1.1\r\nX-Long: ", *[b"x" * 1_000] * (LARGEST_HEAD // 1_000 + 2))

    assert answered == b""
    assert seconds < 0.3


@pytest.mark.parametrize("target", [b"/caf\xc3\xa9", b"http://[::1", b"/\xff"])
def test_an_address_that_is_none_is_refused_and_no_bug(target: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever sends nonsense fills no log with tracebacks."""
    with serving() as port:
        answered, _ = heard(port, b"GET " + target + b" HTTP/1.1\r\nHost: shop\r\n\r\n")

    assert answered.startswith(b"HTTP/1.1 400 ")
    assert [record for record in caplog.records if record.name == "asyncio"] == []


def test_who_is_quick_is_answered_as_ever() -> None:
    """Several requests on one connection, with bodies larger than the largest head."""
    with serving() as port:
        body = b"POST /webhooks/stripe HTTP/1.1\r\nHost: shop\r\nContent-Length: 70000\r\n\r\n" + b" " * 70_000
        live = b"GET /health/live HTTP/1.1\r\nHost: shop\r\n\r\n"
        answered, _ = heard(port, live, live, body, pause=0.1)

    assert answered.count(b"HTTP/1.1 200 ") == 2
    assert answered.count(b"HTTP/1.1 404 ") == 1


def test_what_is_left_of_a_body_that_is_answered_is_not_waited_for_for_ever() -> None:
    """Nobody reads it, and whoever goes on sending it only holds the connection."""
    with serving() as port:
        answered, seconds = heard(port, b"POST /nowhere HTTP/1.1\r\nHost: shop\r\nContent-Length: 900\r\n\r\n", b"x")

    assert answered.startswith(b"HTTP/1.1 404 ")
    assert seconds < 2


async def test_a_handler_may_take_its_time_once_the_body_is_there() -> None:
    """Waiting for the caller to hang up is not waiting for a body."""
    told: list[Any] = [{"type": "http.request", "body": b"{}", "more_body": False}]

    async def receive() -> Any:  # noqa: ANN401 -- what a server sends
        if told:
            return told.pop()
        await asyncio.sleep(0.2)
        return {"type": "http.disconnect"}

    seen: list[Any] = []

    async def app(_: Scope, receive: Receive, __: Send) -> None:
        seen.extend([await receive(), await receive()])

    async def send(_: object) -> None:
        """Nothing is answered."""

    await patient(app, seconds=0.05)({"type": "http"}, receive, send)  # type: ignore[arg-type]  # no more is looked at

    assert [message["type"] for message in seen] == ["http.request", "http.disconnect"]
