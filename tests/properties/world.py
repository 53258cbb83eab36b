"""A world in which anything may happen: a shop, its provider, a customer, an operator, and time."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from dependency_injector import providers

from adapters.sandbox.addresses import client_secret
from adapters.sandbox.browser import Browser
from adapters.sandbox.dashboard import Dashboard
from adapters.sandbox.payment import Intent
from domain.checkout import Capture, Checkout, Methods
from domain.errors import ProviderUnavailable, Refusal
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from domain.ports import Hint
from domain.refunding import KEY_LIFE
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.acceptance.provider import Remembered
from tests.support.manual_clock import ManualClock

Answer = TypeVar("Answer")
Verb = Callable[[], Coroutine[Any, Any, Any]]

OPERATOR = "operator"


class World:
    """One checkout and everybody around it. Refusals are answers; any other exception is a bug."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.container = Container(
            settings=Settings({"ALMA_CHECKOUT_DATABASE_URL": "memory://"}), clock=providers.Object(self.clock)
        )
        self.memory = Remembered(self.container.sandbox_memory())
        self.container.sandbox_memory.override(providers.Object(self.memory))
        self.faults = self.container.faults()
        parts = (self.memory, self.clock, self.faults)
        self.dashboard = Dashboard(*parts)
        self.browser = Browser(*parts, self.container.settings().public_url)
        self.id = ""
        self.hints = 0
        self._runner = asyncio.Runner()

    def close(self) -> None:
        """End the world."""
        self._runner.close()

    def run(self, deed: Coroutine[Any, Any, Answer]) -> Answer:
        """Do something to its end."""
        return self._runner.run(deed)

    def attempt(self, deed: Coroutine[Any, Any, Answer]) -> Answer | None:
        """Do something that may be refused."""
        try:
            return self.run(deed)
        except Refusal:
            return None

    def at_once(self, *verbs: Verb) -> list[object]:
        """Do things at the same time, in one loop; give the bugs among their outcomes."""

        async def together() -> list[object]:
            return await asyncio.gather(*(verb() for verb in verbs), return_exceptions=True)

        outcomes = self.run(together())
        return [outcome for outcome in outcomes if isinstance(outcome, Exception) and not isinstance(outcome, Refusal)]

    def open(self, methods: Methods, capture: Capture, amount: int) -> None:
        """Open the checkout, or ask for it again: always with one key."""
        order = Order("1001", Money(amount, "EUR"), "FR")
        opening = Opening(order=order, methods=methods, capture=capture)
        self.attempt(self.container.open_checkout()(opening, by="shop", key="armchair"))
        if made := self.run(self.container.checkouts().of_order("1001")):
            self.id = made[0].id

    def key_is_old(self) -> bool:
        """Whether the key of the opening is not kept any more."""
        return self.clock.now() - self.checkout.opened_at >= KEY_LIFE

    @property
    def checkout(self) -> Checkout:
        """The checkout as stored."""
        return self.run(self.container.checkouts().get(self.id))

    @property
    def intent(self) -> Intent | None:
        """Its payment, as the provider has it now."""
        return self.run(self.dashboard.see(self.memory.ids[0])) if self.memory.ids else None

    @property
    def secret(self) -> str:
        """What the customer's browser has."""
        return client_secret(self.memory.ids[0])

    def hear(self) -> None:
        """Have the provider hint that something may have changed."""
        self.hints += 1
        payment = self.memory.ids[0] if self.memory.ids else None
        hint = Hint(f"evt_{self.hints}", "anything", "?", payment, self.id, "sandbox", self.clock.now())
        self.run(self.container.checkouts().hear(hint, at=self.clock.now()))

    def lose_call(self, kind: str) -> None:
        """Have the next call of a kind get lost before its effect."""
        self.faults.slow_down(kind, before=_lost)

    def slow_down(self, kind: str, *, before: bool) -> None:
        """Have the next call of a kind, or its answer, wait for others."""
        self.faults.slow_down(kind, **{"before" if before else "after": _patience})

    def later(self, time: timedelta) -> None:
        """Let time pass."""
        self.clock.advance(time)


async def _lost() -> None:
    raise ProviderUnavailable


async def _patience() -> None:
    for _ in range(50):
        await asyncio.sleep(0)
