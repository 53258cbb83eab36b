"""A probe of our own webhook endpoint: an event that does not matter, signed and sent as Stripe signs and sends."""

import json
from asyncio import gather
from dataclasses import dataclass, field
from datetime import datetime
from errno import ECONNREFUSED
from typing import Any

import aiohttp
from stripe import WebhookSignature

from domain.ports.probe import Answered, Barrier, NotReached, Probed

TYPE = "alma_checkout.probe"
PATIENCE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class SignedProbe:
    """Signs with each of our secrets, and follows no redirect, as Stripe does not."""

    secrets: tuple[str, ...] = field(repr=False)
    patience: float = PATIENCE_SECONDS

    async def send(self, url: str, *, at: datetime) -> tuple[Probed, ...]:
        timeout = aiohttp.ClientTimeout(total=self.patience)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            return tuple(await gather(*(_sent(session, url, secret, at) for secret in self.secrets)))


async def _sent(session: aiohttp.ClientSession, url: str, secret: str, at: datetime) -> Probed:
    body = _event(at)
    signature = WebhookSignature.generate_signature_header(body, secret, int(at.timestamp()))
    headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
    try:
        async with session.post(url, data=body.encode(), headers=headers, allow_redirects=False) as answer:
            told = _read(await answer.read())
            return Answered(answer.status, _text(told.get("received")), _text(told.get("code")))
    except aiohttp.ClientConnectorDNSError:
        return NotReached(Barrier.HOST_UNKNOWN)
    except aiohttp.ClientSSLError:
        return NotReached(Barrier.NOT_TRUSTED)
    except (aiohttp.ClientError, TimeoutError) as error:
        refused = isinstance(error, OSError) and error.errno == ECONNREFUSED
        return NotReached(Barrier.REFUSED if refused else Barrier.SILENT)


def _event(at: datetime) -> str:
    event = {
        "id": "evt_probe",
        "object": "event",
        "type": TYPE,
        "created": int(at.timestamp()),
        "livemode": False,
        "data": {"object": {}},
    }
    return json.dumps(event)


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _text(told: object) -> str | None:
    return told if isinstance(told, str) else None
