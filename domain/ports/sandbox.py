"""The sandbox from its own side: Alma's page, the form in the browser, and the provider's dashboard."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AlmaPageView:
    """What the stand-in for Alma's page shows: the amount in minor units, and whether the customer may still decide."""

    payment_id: str
    amount: int
    currency: str
    open: bool


@dataclass(frozen=True, slots=True)
class BrowserView:
    """What a browser is told of a payment: the provider's own word for its status, and the kinds of method offered."""

    payment_id: str
    status: str
    kinds: frozenset[str]


class Browser(Protocol):
    """The provider's form in the customer's browser, on the sandbox. `ProviderRefused` without the payment's secret."""

    async def look(self, payment_id: str, secret: str) -> BrowserView:
        """Tell a payment as it is now."""

    async def confirm_with_alma(self, payment_id: str, secret: str, *, return_to: str) -> str:
        """Begin an attempt with Alma; give the address of its page."""

    async def confirm_with_card(self, payment_id: str, secret: str, outcome: str = "approve") -> str:
        """Pay with a card that is accepted (`approve`) or declined (`refuse`); give the provider's word for it."""


class AlmaPage(Protocol):
    """The page that stands in for Alma's on the sandbox. `NotFound` for a payment that was never sent there."""

    async def show(self, payment_id: str) -> AlmaPageView:
        """Tell what the customer sees."""

    async def decide(self, payment_id: str, decision: str) -> str:
        """Act as the customer: `approve`, `refuse` or `expire`; give the address the customer is sent back to.

        The provider's four parameters are in it. Raises `NotAllowedNow` when the attempt is over.
        """


class Dashboard(Protocol):
    """The sandbox's dashboard: what the provider does by itself, provoked so that somebody may practise.

    Raises `ProviderRefused` where the payment does not allow it.
    """

    async def dispute(self, payment_id: str, amount: int | None = None) -> str:
        """Open a dispute over an amount, or all that was received; give its id."""

    async def close_dispute(self, payment_id: str, dispute_id: str | None, status: str) -> str:
        """Decide a dispute as `won` or `lost`, the latest that is open unless it is named; give its id."""

    async def fail_refund(self, payment_id: str, refund_id: str | None = None) -> str:
        """Have a refund fail, the latest unless it is named; give its id."""

    async def receive(self, payment_id: str, amount: int) -> None:
        """Have another amount received than was asked for, of a payment that succeeded."""
