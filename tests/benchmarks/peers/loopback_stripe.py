"""Stripe as fast as can be: every call is answered with an open PaymentIntent, whatever it asks.

The emulator judges, remembers and takes a hundred times as long; here only the way to Stripe and back is wanted. Run
by `python -m tests.benchmarks.peers.loopback_stripe --port 9000`.
"""

import argparse
import asyncio
import json
import re
import secrets
import time
from typing import cast

import uvloop

from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.objects import Intent

_NAME = "pi_of_nobody"
_ASKED = re.compile(rb"[A-Z]+ /v1/payment_intents/?(\w*)")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest-Id: req_1\r\nContent-Length: %d\r\n\r\n"


def _document() -> bytes:
    """Write an answer as the emulator would, with a name to be replaced."""
    account = Account(ManualClock(), ("sk_test_loopback",))
    secret = f"{_NAME}_secret_velvet"
    intent = Intent(_NAME, 14_990, "eur", int(time.time()), secret, "automatic", {"checkout": "co_1", "order": "1001"})
    return json.dumps(document(account, intent), indent=2).encode()


class Loopback(asyncio.Protocol):
    """A connection on which one call follows the other."""

    document = _document()

    def __init__(self) -> None:
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, _, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if b"\r\n\r\n" not in self._received or len(body) < int(length[1] if length else 0):
            return
        self._received = b""
        asked = _ASKED.match(head)
        name = (asked and asked[1]) or f"pi_{secrets.token_hex(12)}".encode()
        told = self.document.replace(_NAME.encode(), name)
        assert self._transport
        self._transport.write(_HEAD % len(told) + told)


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Loopback, "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    uvloop.run(_serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
