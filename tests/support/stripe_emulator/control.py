"""Acting as a customer, a person at the dashboard, or a fault, from another process."""

import inspect
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

from tests.support.stripe_emulator.alma_site import AlmaSite, AttemptOver
from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.refusals import StripeRefusal
from tests.support.stripe_emulator.webhooks import Webhooks


class Post:
    """Carries events to an endpoint, or leaves that to whoever takes them."""

    def __init__(self, webhooks: Webhooks) -> None:
        self._webhooks = webhooks

    async def deliver(self, to: str, *, copies: int = 1, twins: bool = False, backwards: bool = False) -> list[int]:
        """Send what is due, and give the statuses."""
        async with aiohttp.ClientSession() as session:

            async def send(body: bytes, signature: str) -> int:
                headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
                async with session.post(to, data=body, headers=headers, allow_redirects=False) as response:
                    return response.status

            order = reversed if backwards else iter
            return await self._webhooks.deliver(send, copies=copies, twins=twins, order=order)

    def take(self, limit: int, types: list[str]) -> list[tuple[str, str]]:
        """Give the next events away, each a body and its signature."""
        return self._webhooks.take(limit, types)


class Control:
    """The endpoint for tests: `{"actor": "dashboard", "deed": "refund", "args": ["pi_..."], "facts": {}}`.

    Actors are `alma`, `browser`, `dashboard`, `faults`, `post` and `clock`; `settings` has the one deed `set`. The
    answer is `{"answer": ...}`; a deed that Stripe refuses is a 409 with `{"refused": code}`.
    """

    def __init__(self, emulator: Emulator, webhooks: Webhooks) -> None:
        self._settings = emulator.settings
        self._actors: dict[str, Any] = {
            "alma": AlmaSite(emulator),
            "browser": Browser(emulator),
            "dashboard": Dashboard(emulator),
            "faults": emulator.faults,
            "post": Post(webhooks),
            "clock": emulator.account.clock,
        }

    async def act(self, request: web.Request) -> web.Response:
        asked = await request.json()
        try:
            answer = self._deed(asked["actor"], asked["deed"])(*asked.get("args", ()), **asked.get("facts", {}))
            return web.json_response({"answer": await answer if inspect.isawaitable(answer) else answer})
        except StripeRefusal as refused:
            return web.json_response({"refused": refused.error.get("code")}, status=409)
        except AttemptOver:
            return web.json_response({"refused": "attempt_over"}, status=409)

    def _deed(self, actor: str, deed: str) -> Callable[..., Any]:
        if (actor, deed) == ("settings", "set"):
            return self._set
        if deed.startswith("_"):
            raise web.HTTPNotFound
        found: Callable[..., Any] = getattr(self._actors[actor], deed)
        return found

    def _set(self, **settings: Any) -> None:
        for name, value in settings.items():
            getattr(self._settings, name)
            setattr(self._settings, name, value)
