"""What has happened so far in a scenario, for the steps to speak of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from tests.acceptance.assemblies import World
from tests.acceptance.shop import Rejection, View
from tests.acceptance.steps.sentences import Price

Answer = TypeVar("Answer")

ARMCHAIR = Price(14_990, "EUR")
"""What most orders are for."""


@dataclass(slots=True)
class Story:
    """A scenario as it unfolds: the checkout it is about, and what the last deed was answered.

    A refusal that no step speaks of fails the scenario.
    """

    world: World
    id: str = ""
    answer: Any = None
    rejection: Rejection | None = None
    refused: Rejection | None = None
    alma_address: str = ""
    way_back: str = ""
    arrived_at: str | None = None
    opened: list[View] = field(default_factory=list)
    refunds: list[View] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)

    def attempt(self, deed: Callable[..., Answer], *args: Any, **asked: Any) -> Answer | None:
        """Do something that may be refused; give the answer, None for a refusal."""
        self.settle_accounts()
        self.answer = None
        try:
            self.answer = answer = deed(*args, **asked)
        except Rejection as rejection:
            self.rejection = rejection
            return None
        return answer

    def settle_accounts(self) -> None:
        """Fail for a refusal that nobody spoke of."""
        if self.rejection:
            raise self.rejection

    def refusal(self) -> Rejection:
        """Give the refusal of the last deed, now spoken of."""
        rejection, self.rejection = self.rejection, None
        assert rejection, f"it was not refused, but answered {self.answer}"
        return rejection

    def told(self) -> View:
        """Give the figures of the refusal that was spoken of last."""
        assert self.refused
        return self.refused.data

    def open(self, **asked: Any) -> None:
        """Open a checkout, which the scenario is about from now on."""
        wanted = {"order": "1001", "country": "FR"} | asked
        if opened := self.attempt(self.world.shop.open, **wanted):
            self.opened.append(opened)
            self.id = opened["id"]
        elif self.rejection and "checkout" in self.rejection.data:
            self.id = self.rejection.data["checkout"]

    def pay(self, return_url: str | None = None) -> None:
        """Send the customer to Alma."""
        if sent := self.attempt(self.world.shop.pay, self.id, return_url):
            self.alma_address = sent["attempt"]["redirect_url"]

    def decide(self, decision: str) -> None:
        """Have the customer do something at Alma: `approve`, `refuse`, `let_expire` or `leave`."""
        self.way_back = getattr(self.world.alma, decision)(self.alma_address)

    def come_back(self) -> None:
        """Have the customer follow the address from Alma."""
        self.arrived_at = self.attempt(self.world.shop.come_back, self.id, self.way_back)

    def begin(self, status: str, total: Price = ARMCHAIR, **asked: Any) -> None:
        """Bring a new checkout to a status, the way a customer would."""
        capture = "manual" if status == "authorized" else "automatic"
        self.open(amount=total.amount, currency=total.currency, capture=capture, **asked)
        if status not in {"open", "canceled"}:
            self.pay()
        match status:
            case "canceled":
                self.do("cancel")
            case "declined":
                self.decide("refuse")
                self.come_back()
            case "processing":
                self.in_person("put", "processing")
                self.do("settle")
            case "in_review":
                self.decide("approve")
                self.in_person("alter", received=total.amount - 100)
                self.do("settle")
            case "authorized" | "paid":
                self.decide("approve")
                self.come_back()
        assert self.view["status"] == {"declined": "open"}.get(status, status)

    def refund(self, amount: int | None = None, **asked: Any) -> None:
        """Ask for a refund."""
        if refund := self.attempt(self.world.shop.refund, self.id, amount, **asked):
            self.refunds.append(refund)

    def do(self, verb: str, *args: Any) -> None:
        """Do something with the checkout."""
        self.attempt(getattr(self.world.shop, verb), self.id, *args)

    def find(self) -> None:
        """Turn to the order's only checkout."""
        self.settle_accounts()
        [found] = self.world.shop.listing(order="1001")["items"]
        self.id = found["id"]

    def remember(self) -> None:
        """Keep how the checkout stands, to be compared."""
        self.kept["before"] = self.view, self.events

    def minutes_pass(self, minutes: int) -> None:
        """Let time pass."""
        self.world.clock.advance(timedelta(minutes=minutes))

    def time_left(self) -> timedelta:
        """Give how long the customer still has at Alma."""
        return datetime.fromisoformat(self.view["attempt"]["deadline"]) - self.world.clock.now()

    def rounds(self) -> None:
        """Have the sweep look at all that is due."""
        self.attempt(self.world.shop.make_rounds)

    @property
    def view(self) -> View:
        """The checkout as stored."""
        self.settle_accounts()
        return self.world.shop.look_up(self.id)

    @property
    def events(self) -> list[str]:
        """What happened to the checkout, oldest first."""
        self.settle_accounts()
        return [entry["event"] for entry in self.world.shop.timeline(self.id)]

    @property
    def payment(self) -> str:
        """The provider's id of the checkout's payment."""
        payment: str = self.view["payment"]["id"]
        return payment

    def in_person(self, deed: str, *args: Any, **facts: Any) -> str:
        """Have a person at the provider do something to the payment."""
        return self.world.provider.in_person(deed, self.payment, *args, **facts)
