"""What accepting a signed event costs, against a bare signature check and one durable insert.

`python -m tests.benchmarks.events` prints the ratios of one run, medians over repetitions in turn.
"""

import asyncio
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from dependency_injector import providers
from stripe import WebhookSignature

from entrypoints.container import Container, closed
from entrypoints.settings import Settings
from tests.support.manual_clock import ManualClock

SECRET = "whsec_velvet"
EVENTS, REPETITIONS, SIZE = 200, 9, 5_000
Deliver = Callable[[bytes, str], Awaitable[object]]


def an_event(number: int, *, payment: str | None = None) -> tuple[bytes, str]:
    """Write and sign an event of about 5 KB, about a payment or one that nobody knows."""
    told = {"id": payment or f"pi_{number}", "object": "payment_intent", "description": "x" * SIZE}
    body = json.dumps(
        {
            "id": f"evt_{number}",
            "object": "event",
            "type": "payment_intent.succeeded",
            "created": int(time.time()),
            "livemode": False,
            "data": {"object": told},
        }
    ).encode()
    return body, WebhookSignature.generate_signature_header(body.decode(), SECRET)


def bare(folder: Path) -> Deliver:
    """Check the signature and insert the id, durably, with nothing in between."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE events (id TEXT PRIMARY KEY) STRICT")

    async def deliver(body: bytes, signature: str) -> None:
        WebhookSignature.verify_header(body, signature, SECRET, 300)
        connection.execute("INSERT INTO events VALUES (?)", (json.loads(body)["id"],))

    return deliver


def ours(folder: Path) -> tuple[Container, Deliver, Deliver]:
    """Give our use case, and the whole application around it, called without a network."""
    from entrypoints.http.app import create_app

    environment = {
        "ALMA_CHECKOUT_GATEWAY": "stripe",
        "ALMA_CHECKOUT_API_KEYS": "shop:velvet-key",
        "ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{folder}/ours.db",
        "STRIPE_SECRET_KEY": "sk_test_velvet",
        "STRIPE_PUBLISHABLE_KEY": "pk_test_velvet",
        "STRIPE_WEBHOOK_SECRET": SECRET,
    }
    container = Container(
        settings=Settings(environment),
        may_create=providers.Object(True),
        clock=providers.Object(ManualClock(datetime.now(UTC))),
    )
    hear_event = container.hear_event()
    app = create_app(container, sweeping=False)
    app.state.wake = asyncio.Event()

    async def over_http(body: bytes, signature: str) -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: object) -> None:
            assert not isinstance(message, dict) or message.get("status", 200) == 200, message

        headers = [(b"stripe-signature", signature.encode()), (b"content-length", str(len(body)).encode())]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/webhooks/stripe",
            "raw_path": b"/webhooks/stripe",
            "query_string": b"",
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
        }
        await app(scope, receive, send)  # type: ignore[arg-type]  # a scope written by hand

    return container, hear_event, over_http


async def _seconds(deliver: Deliver, first: int, at_once: int) -> float:
    """Deliver events, so many at once, and give the seconds for each."""
    events = [an_event(first + number) for number in range(EVENTS)]
    began = time.perf_counter()
    for start in range(0, EVENTS, at_once):
        await asyncio.gather(*(deliver(*event) for event in events[start : start + at_once]))
    return (time.perf_counter() - began) / EVENTS


async def measured(folder: Path) -> dict[str, float]:
    """Give the median ratios: how much longer ours takes than the bare minimum."""
    container, hear_event, over_http = ours(folder)
    ways = {"use case": (hear_event, 1), "use case, 16 at once": (hear_event, 16)}
    ways |= {"over HTTP": (over_http, 1), "over HTTP, 16 at once": (over_http, 16)}
    minimum = bare(folder)
    ratios: dict[str, list[float]] = {name: [] for name in ways}
    number = 0
    for _ in range(REPETITIONS):
        for name, (deliver, at_once) in ways.items():
            number += EVENTS
            least = await _seconds(minimum, number, 1)
            ratios[name].append(await _seconds(deliver, number, at_once) / least)
    await closed(container)
    return {name: statistics.median(found) for name, found in ratios.items()}


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        for name, ratio in asyncio.run(measured(Path(folder))).items():
            print(f"accepting a signed event of 5 KB, {name}: {ratio:.2f} x a bare check and a durable insert")


if __name__ == "__main__":
    main()
