"""The customer's browser: with the client secret it confirms a payment without the shop's server."""

from dataclasses import dataclass
from secrets import token_hex

from adapters.sandbox import attempts, moves
from adapters.sandbox.account import changed, looked_at
from adapters.sandbox.addresses import alma_page, knows_secret
from adapters.sandbox.faults import Faults
from adapters.sandbox.keys import Deed
from adapters.sandbox.memory import Memory
from adapters.sandbox.passing import Conditions
from adapters.sandbox.payment import CARD, Intent
from adapters.sandbox.refusals import refused
from domain.payment import ALMA, Method
from domain.ports import BrowserView, Clock


@dataclass(frozen=True, slots=True)
class Browser:
    """A stand-in for the provider's form on our page. Anybody may use it who has the payment's secret."""

    memory: Memory
    clock: Clock
    faults: Faults
    public_url: str

    async def look(self, payment_id: str, secret: str) -> BrowserView:
        """Tell a payment as it is now."""
        _known(payment_id, secret)
        intent = await looked_at(self.memory, payment_id, self.faults.conditions(self.clock.now()))
        return BrowserView(intent.id, intent.status, intent.offered)

    async def confirm_with_alma(self, payment_id: str, secret: str, *, return_to: str) -> str:
        """Go to Alma: give the address of its page."""
        page = alma_page(self.public_url, payment_id)
        method_id = _method_id()

        def deed(intent: Intent, now: Conditions) -> Intent:
            method = Method(method_id, ALMA, now.at)
            return moves.confirmed_with_alma(intent, method, return_to=return_to, page=page)

        await self._act(payment_id, secret, deed)
        return page

    async def confirm_with_card(self, payment_id: str, secret: str, outcome: str = "approve") -> str:
        """Pay with a card: `approve`, `refuse`, or `action` where the bank asks; give the payment's status."""
        method_id = _method_id()

        def deed(intent: Intent, now: Conditions) -> Intent:
            return attempts.with_card(intent, Method(method_id, CARD, now.at), outcome, at=now.at)

        return (await self._act(payment_id, secret, deed)).status

    async def choose(self, payment_id: str, secret: str, kind: str) -> str:
        """Choose a way to pay without confirming it; give the payment's status."""
        method_id = _method_id()

        def deed(intent: Intent, now: Conditions) -> Intent:
            return attempts.chosen(intent, Method(method_id, kind, now.at))

        return (await self._act(payment_id, secret, deed)).status

    async def _act(self, payment_id: str, secret: str, deed: Deed) -> Intent:
        _known(payment_id, secret)
        return await changed(self.memory, payment_id, deed, self.faults.conditions(self.clock.now()))


def _known(payment_id: str, secret: str) -> None:
    if not knows_secret(payment_id, secret):
        raise refused("resource_missing", "The client secret does not match any payment.")


def _method_id() -> str:
    return f"pm_{token_hex(12)}"
