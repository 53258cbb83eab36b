"""The shop's own system over HTTP, by the Standard Webhooks specification."""

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiohttp
import msgspec
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar
from standardwebhooks import Webhook

from domain.outgoing import Answer, OutgoingEvent

TIMEOUT_SECONDS = 15.0


class HttpReceiver:
    """An address that events are posted to, each signed with every secret that is set.

    Nothing is kept from one delivery to the next: a connection that the other side has closed meanwhile would cost a
    try. Neither the address nor a secret is told to anybody.
    """

    def __init__(self, url: str, secrets: Sequence[str], *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._url = url
        self._signing = [Webhook(secret) for secret in secrets]
        self._timeout = ClientTimeout(total=timeout)

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        body = body_of(event)
        try:
            async with (
                ClientSession(timeout=self._timeout, cookie_jar=DummyCookieJar()) as session,
                session.post(
                    self._url, data=body, headers=self._headers(event.id, body, at), allow_redirects=False
                ) as response,
            ):
                return Answer(response.status, _wait(response.headers.get("Retry-After", "")))
        except TimeoutError:
            return Answer("timed_out")
        except aiohttp.ClientSSLError:
            return Answer("not_trusted")
        except aiohttp.ClientConnectorError:
            return Answer("unreachable")
        except (aiohttp.ClientError, OSError):
            return Answer("broken_off")

    def _headers(self, event_id: str, body: bytes, at: datetime) -> dict[str, str]:
        signatures = [signing.sign(event_id, at, body.decode()) for signing in self._signing]
        return {
            "Content-Type": "application/json",
            "User-Agent": "alma-checkout",
            "webhook-id": event_id,
            "webhook-timestamp": str(math.floor(at.timestamp())),
            "webhook-signature": " ".join(signatures),
        }


def body_of(event: OutgoingEvent) -> bytes:
    """Write what is sent, to the byte, at every try alike."""
    return msgspec.json.encode({"type": event.type, "timestamp": event.happened_at, "data": event.data})


def _wait(text: str) -> timedelta:
    """Read for how many seconds the receiver wants to be left alone; a date says nothing."""
    return timedelta(seconds=int(text)) if re.fullmatch(r"[0-9]{1,6}", text) else timedelta()
