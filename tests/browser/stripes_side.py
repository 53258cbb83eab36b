"""Stripe, as a browser meets it: its script is a stub, and its API is the emulator that the shop's server calls too."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Route

from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.objects import Intent
from tests.support.stripe_emulator.refusals import StripeRefusal

SCRIPT = "https://js.stripe.com/endive/stripe.js"
STUB = Path(__file__).with_name("stripe_stub.js")
DECLINED = {"type": "card_error", "code": "card_declined", "message": "Your card was declined."}


class StripesSide:
    """Answers what the page loads from Stripe; `loaded` are the addresses."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.loaded: list[str] = []

    async def receive(self, context: BrowserContext) -> None:
        """Be at Stripe's addresses for this browser."""
        await context.route("https://js.stripe.com/**", self._script)
        await context.route("https://m.js.stripe.com/**", self._script)
        await context.route("https://api.stripe.com/**", self._api)

    async def _script(self, route: Route) -> None:
        self.loaded.append(route.request.url)
        if route.request.url == SCRIPT:
            await route.fulfill(content_type="text/javascript", body=STUB.read_text(encoding="utf-8"))
        elif route.request.url.endswith(".js"):
            await route.fulfill(content_type="text/javascript", body="window.moreOfStripe = true")
        else:
            await route.fulfill(content_type="text/html", body="<!doctype html><title>Payment</title>")

    async def _api(self, route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        confirms = route.request.url.endswith("/confirm")
        deed: Callable[..., dict[str, Any]] = self._confirmed if confirms else self._retrieved
        told = await asyncio.to_thread(deed, **asked)
        await route.fulfill(json=told, headers={"Access-Control-Allow-Origin": "*"})

    def _confirmed(self, *, secret: str, kind: str, return_url: str) -> dict[str, Any]:
        browser = Browser(self.emulator)
        try:
            if kind == "alma":
                return {"redirect": browser.confirm_with_alma(secret, return_url=return_url)}
            status = browser.confirm_with_card(secret, "refuse" if kind == "declined" else "approve")
        except StripeRefusal as refused:
            return {"error": {**refused.error, "type": "invalid_request_error"}}
        if status == "requires_payment_method":
            return {"error": DECLINED}
        payment = secret.partition("_secret_")[0]
        query = f"payment_intent={payment}&payment_intent_client_secret={secret}&redirect_status=succeeded"
        return {"redirect": f"{return_url}?{query}"}

    def _retrieved(self, *, secret: str) -> dict[str, Any]:
        with self.emulator.acting() as account:
            intent = account.get(Intent, secret.partition("_secret_")[0])
            return {"paymentIntent": {"id": intent.id, "status": intent.status}}
