"""The emulator over HTTP."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
import stripe
from aiohttp import web

from tests.emulator.chair import address_of, created, seen, sent_to_alma
from tests.emulator.over_http import act, client_of
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.server import serve


@pytest.fixture
def address(emulator: Emulator) -> Iterator[str]:
    with serve(emulator) as address:
        yield address


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def client(address: str) -> AsyncIterator[stripe.StripeClient]:
    """The SDK over a real connection."""
    async with client_of(address) as client:
        yield client


@pytest.mark.parametrize(("decision", "status"), [("approve", "succeeded"), ("refuse", "requires_payment_method")])
async def test_the_customer_decides_on_almas_page(
    client: stripe.StripeClient, browser: aiohttp.ClientSession, decision: str, status: str
) -> None:
    """And is sent back to the shop."""
    intent = await sent_to_alma(client)
    async with browser.get(address_of(intent)) as page:
        text = await page.text()
    async with browser.post(address_of(intent), data={"decision": decision}, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    async with browser.get(address_of(intent)) as later:
        over = later.status

    assert "149.90 EUR" in text
    assert back.startswith("https://shop.example/thanks?order=1001&payment_intent=pi_")
    assert (over, (await seen(client, intent)).status) == (410, status)


async def test_a_page_nobody_was_sent_to_is_not_found(address: str, browser: aiohttp.ClientSession) -> None:
    """Nor can anybody decide there."""
    async with browser.get(f"{address}/alma/nobody") as shown, browser.post(f"{address}/alma/nobody") as decided:
        assert (shown.status, decided.status) == (404, 400)


async def test_a_connection_breaks(emulator: Emulator, client: stripe.StripeClient) -> None:
    """The SDK gets over one lost answer, and not over three."""
    emulator.faults.lose_answer("payment_intents.create")
    await created(client)
    emulator.faults.unreachable("payment_intents.create", times=3)
    with pytest.raises(stripe.APIConnectionError):
        await created(client)

    assert len(emulator.heard) == 1


async def test_everybody_acts_from_another_process(
    address: str, client: stripe.StripeClient, browser: aiohttp.ClientSession
) -> None:
    """The customer, and the people at the dashboard; a refusal is told by its code."""
    intent = await sent_to_alma(client)
    await act(browser, address, "alma", "approve", address_of(intent))
    refund = await act(browser, address, "dashboard", "refund", intent.id, amount=100)
    refused = await act(browser, address, "dashboard", "cancel", intent.id)
    over = await act(browser, address, "alma", "approve", address_of(intent))
    await act(browser, address, "settings", "set", alma_enabled=False)

    assert refund["answer"].startswith("re_")
    assert refused == {"refused": "payment_intent_unexpected_state"}
    assert over == {"refused": "attempt_over"}
    assert (await seen(client, intent)).payment_method_types == ["card"]


async def test_events_are_posted(address: str, client: stripe.StripeClient, browser: aiohttp.ClientSession) -> None:
    """Signed, to wherever the test wants them."""
    got: list[tuple[Any, str]] = []

    async def receive(request: web.Request) -> web.Response:
        got.append((json.loads(await request.read()), request.headers["Stripe-Signature"]))
        return web.Response(status=204)

    shop = web.Application()
    shop.router.add_post("/webhooks/stripe", receive)
    runner = web.AppRunner(shop)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await sent_to_alma(client)
    to = f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/stripe"
    statuses = await act(browser, address, "post", "deliver", to, copies=2, backwards=True)
    await runner.cleanup()

    assert statuses == {"answer": [204] * 4}
    assert [event["type"] for event, _ in got][::2] == ["payment_intent.requires_action", "payment_intent.created"]


async def test_what_cannot_be_judged_fails_the_test_in_the_end(emulator: Emulator) -> None:
    """The shop sees a status that nobody expects."""
    serving = serve(emulator)
    async with client_of(serving.__enter__()) as client:
        with pytest.raises(stripe.StripeError):
            await created(client, setup_future_usage="off_session")

    with pytest.raises(AssertionError, match="setup_future_usage"):
        serving.__exit__(None, None, None)
