"""A world in which anything may happen: a shop, its provider, a customer, an operator, and time."""

import asyncio
from collections.abc import Coroutine
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
from domain.refunds import KEY_LIFE
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.acceptance.provider import Remembered
from tests.support.manual_clock import ManualClock

Answer = TypeVar("Answer")
Deed = Coroutine[Any, Any, Any]

OPERATOR = "operator"

KINDS = ("create", "look_up", "confirm", "change_amount", "capture", "cancel", "refund")
"""What the provider is asked for."""

ASKS = {
    "pay": "confirm",
    "cancel": "cancel",
    "capture": "capture",
    "capture a part": "capture",
    "refund": "refund",
    "refund a part": "refund",
    "refund with a key": "refund",
    "change": "change_amount",
    "change back": "change_amount",
}
"""What a verb asks the provider for."""

VERBS = (*ASKS, "change too far", "settle", "secret", "accept", "give back", "sweep")
CUSTOMERS_ACTS = (
    "approve",
    "be refused",
    "be late",
    "go alone",
    "choose",
    "card",
    "bad card",
    "bank asks",
    "bank agrees",
)
ACTS_THERE = (
    *("work", "decide", "capture", "capture a part", "cancel", "refund", "refund a part", "fail a refund"),
    *("dispute", "end a dispute", "alter"),
)
TROUBLES = ("unreachable", "refuses", "late to end", "no Alma", "refunds fail", "nothing")


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
        """Do something to its end, alone: nothing here waits for the outside, so no loop is needed."""
        try:
            while True:
                deed.send(None)
        except StopIteration as end:
            answer: Answer = end.value
            return answer

    def attempt(self, deed: Coroutine[Any, Any, Answer]) -> Answer | None:
        """Do something that may be refused."""
        try:
            return self.run(deed)
        except Refusal:
            return None

    def at_once(self, *deeds: Deed) -> list[object]:
        """Do things at the same time, in one loop; give the bugs among their outcomes."""

        async def together() -> list[object]:
            return await asyncio.gather(*deeds, return_exceptions=True)

        outcomes = self._runner.run(together())
        return [outcome for outcome in outcomes if isinstance(outcome, Exception) and not isinstance(outcome, Refusal)]

    def shop(self, verb: str) -> Deed:
        """Be the shop, its operator, or the sweep."""
        container, checkout = self.container, self.id
        change, refund, review = container.change_amount(), container.refund_checkout(), container.review_checkout()
        match verb:
            case "pay":
                return container.send_to_alma()(checkout, by="shop")
            case "settle":
                return container.settle()(checkout, by="customer")
            case "secret":
                return container.give_client_secret()(checkout, by="shop")
            case "change" | "change back" | "change too far":
                amount = {"change": 15_990, "change back": 14_990}.get(verb, 500_001)
                return change(checkout, amount, by="shop")
            case "cancel":
                return container.cancel_checkout()(checkout, by=OPERATOR)
            case "capture" | "capture a part":
                part = None if verb == "capture" else 3_000
                return container.capture_checkout()(checkout, by=OPERATOR, amount=part)
            case "refund":
                return refund(checkout, by=OPERATOR)
            case "refund a part" | "refund with a key":
                key = None if verb == "refund a part" else "cushion"
                return refund(checkout, by=OPERATOR, amount=3_000, key=key)
            case "accept" | "give back":
                return review(checkout, "accept" if verb == "accept" else "refund", by=OPERATOR)
        return container.sweep()()

    def customer(self, act: str) -> Deed:
        """Be the customer, at Alma or in the browser."""
        match act:
            case "approve" | "be refused" | "be late":
                decision = {"be refused": "refuse", "be late": "expire"}.get(act, act)
                return self.container.alma_page().decide(self.payment, decision)
            case "go alone":
                return self.browser.confirm_with_alma(self.payment, self.secret, return_to="https://pay.example")
            case "choose":
                return self.browser.choose(self.payment, self.secret, "alma")
            case "bank agrees":
                return self.dashboard.decide(self.payment, "approve")
        outcome = {"card": "approve", "bad card": "refuse"}.get(act, "action")
        return self.browser.confirm_with_card(self.payment, self.secret, outcome)

    def there(self, act: str, intent: Intent, which: int) -> Deed:
        """Be somebody at the provider."""
        match act:
            case "work":
                return self.dashboard.put(intent.id, "processing")
            case "decide":
                return self.dashboard.decide(intent.id, ("approve", "refuse", "expire", "approve")[which])
            case "capture" | "capture a part":
                return self.dashboard.capture(intent.id, None if act == "capture" else 3_000)
            case "cancel":
                return self.dashboard.cancel(intent.id)
            case "refund" | "refund a part":
                return self.dashboard.refund(intent.id, None if act == "refund" else 3_000)
            case "fail a refund":
                return self.dashboard.fail_refund(intent.id, intent.refunds[which % len(intent.refunds)].id)
            case "dispute":
                return self.dashboard.dispute(intent.id, 3_000)
            case "end a dispute":
                end = ("won", "lost", "under_review", "prevented")[which]
                return self.dashboard.close_dispute(intent.id, intent.disputes[-1].id, end)
        return self.dashboard.alter(intent.id, received=14_890 + which)

    def goes_wrong(self, trouble: str, kind: str) -> None:
        """Have something go wrong at the provider, or nothing any more."""
        match trouble:
            case "unreachable":
                self.faults.unreachable(2)
            case "refuses":
                self.faults.refuse(kind, "something_new")
            case "late to end":
                self.faults.late_to_end = True
            case "no Alma":
                self.faults.alma_not_offered = True
            case "refunds fail":
                self.faults.refunds_fail = True
            case "nothing":
                self.faults.lift()

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
    def payment(self) -> str:
        """The provider's id of the payment."""
        return self.memory.ids[0]

    @property
    def secret(self) -> str:
        """What the customer's browser has."""
        return client_secret(self.payment)

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
