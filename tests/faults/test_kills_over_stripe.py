"""The server is killed at random while customers pay through Stripe's emulator, which sends its events meanwhile."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import httpx
from dependency_injector import providers

from adapters.clock import SystemClock
from adapters.sandbox.payment import Intent
from adapters.stripe.webhooks import RELEVANT
from domain.payment import ProviderRefund
from entrypoints.container import Container, closed
from entrypoints.settings import Settings
from tests.faults.audit import settled_down, wrongs
from tests.faults.customers import Desk
from tests.faults.programs import a_server, killed_and_started, running
from tests.faults.shops import rows
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator import objects
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.server import serve
from tests.support.stripe_emulator.webhooks import SECRET, Webhooks

API_KEY = "velvet-key-of-the-shop"


def settings(file: str, stripe: str) -> dict[str, str]:
    """Give the settings of a shop whose provider is at an address."""
    return {
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_PUBLISHABLE_KEY": "pk_test_velvet",
        "STRIPE_WEBHOOK_SECRET": SECRET,
        "STRIPE_API_BASE": stripe,
        "ALMA_CHECKOUT_GATEWAY": "stripe",
        "ALMA_CHECKOUT_API_KEYS": f"shop:{API_KEY}",
        "ALMA_CHECKOUT_DATABASE_URL": file,
    }


async def delivered(post: Webhooks, http: httpx.AsyncClient, stop: asyncio.Event) -> None:
    """Send events until they are accepted."""

    async def send(body: bytes, signature: str) -> int:
        try:
            answer = await http.post("/webhooks/stripe", content=body, headers={"Stripe-Signature": signature})
        except httpx.TransportError:
            return httpx.codes.GATEWAY_TIMEOUT
        return answer.status_code

    while not stop.is_set():
        await post.deliver(send)
        await asyncio.sleep(0.05)
    await post.deliver(send)


def made(emulator: Emulator) -> list[Intent]:
    """Give the emulator's payments as the audit reads them."""
    with emulator.acting() as account:
        return [
            Intent(
                id=intent.id,
                amount=intent.amount,
                currency=intent.currency,
                metadata=intent.metadata,
                alma_only=False,
                alma_excluded=False,
                manual_capture=False,
                created_at=datetime.fromtimestamp(intent.created, UTC),
                status=intent.status,
                received=intent.received,
                refunds=tuple(
                    ProviderRefund(it.id, it.amount, it.status, datetime.now(UTC), it.metadata.get("refund"))
                    for it in account.of(objects.Refund, intent.id)
                ),
            )
            for intent in account.all(objects.Intent)
        ]


async def test_no_event_is_lost_and_nothing_happens_twice(
    file: str, tmp_path: Path, kills: int, record_property: Callable[[str, object], None]
) -> None:
    """R80, R85: what was accepted is kept, and both sides say the same in the end."""
    emulator, chance, stop = Emulator(SystemClock()), Random(kills), asyncio.Event()
    post, site = Webhooks(emulator), AlmaSite(emulator)
    with serve(emulator) as stripe:
        environment = settings(file, stripe)
        server, address = a_server(tmp_path, **environment, url=file)
        headers = {"Authorization": f"Bearer {API_KEY}"}
        async with running(server), httpx.AsyncClient(base_url=address, headers=headers, timeout=20) as http:
            desk = Desk(http, chance, site.approve)
            serving = asyncio.create_task(desk.serve(at_once=4))
            posting = asyncio.create_task(delivered(post, http, stop))
            await killed_and_started([server], chance, kills)
            desk.closing.set()
            await asyncio.wait_for(serving, timeout=120)
            stop.set()
            await posting
        clock = ManualClock(datetime.now(UTC))
        container = Container(settings=Settings(environment), clock=providers.Object(clock))
        await settled_down(container, clock)
        found = await wrongs(container, made(emulator), desk.receipts)
        await closed(container)
    due = {event.id for event in post.due()}
    accepted = {event.id for event in emulator.events if event.id not in due and event.type in RELEVANT}
    kept = {name for (name,) in rows(file, "SELECT id FROM hints")}
    record_property("kills", kills)
    record_property("answers that said yes", len(desk.receipts))
    record_property("events accepted", len(accepted))

    assert found == []
    assert accepted
    assert accepted <= kept
