"""The customer comes back from Alma (R1, R25, R32, R44)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.checkout import Checkout
from domain.errors import NotFound, ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.ports import Checkouts, Clock, PaymentGateway
from domain.return_url import to_the_shop
from domain.states import Open
from domain.use_cases.settle import SettleCheckout

PAUSE = timedelta(seconds=2)
"""How long a look at the provider serves everybody who looks at a page."""


@dataclass(frozen=True, slots=True)
class WelcomeBack:
    """Bind a returning customer to the payment, and settle; what the address says of the outcome proves nothing."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    settle: SettleCheckout

    async def __call__(self, checkout_id: str, *, payment_id: str, client_secret: str) -> Checkout:
        """Give the checkout as it is after asking the provider, or as stored when it gives no answer.

        Raises:
            NotFound: the payment is not this checkout's, or the secret is not the payment's; nothing is changed.
        """
        checkout = await self.checkouts.get(checkout_id)
        if checkout.payment is None or not _same(checkout.payment.id, payment_id):
            raise NotFound("There is no such payment here.")
        try:
            secret = await self.gateway.client_secret(payment_id)
            if not _same(secret, client_secret):
                raise NotFound("There is no such payment here.")
        except (ProviderUnavailable, ProviderFailed, ProviderRefused):
            return checkout
        return await self._settled(checkout)

    async def look(self, checkout_id: str) -> Checkout:
        """Give the checkout for a page that shows it; the provider is asked once in two seconds, whoever looks."""
        checkout = await self.checkouts.get(checkout_id)
        if not await self._turn(checkout):
            return checkout
        return await self._settled(checkout)

    async def _turn(self, checkout: Checkout) -> bool:
        """Take the turn to ask, if nobody else has it."""
        at = self.clock.now()
        if not _rested(checkout, at):
            return False
        mine = False

        def move(stored: Checkout) -> Checkout:
            nonlocal mine
            mine = _rested(stored, at)
            return stored.seen(at) if mine else stored

        await self.checkouts.update(checkout.id, move)
        return mine

    async def _settled(self, checkout: Checkout) -> Checkout:
        try:
            return await self.settle(checkout.id, by="customer")
        except (ProviderUnavailable, ProviderFailed, ProviderRefused):
            return checkout


def _rested(checkout: Checkout, at: datetime) -> bool:
    """Say whether the last look is two seconds old; one from the future is of a clock that was wrong."""
    return checkout.looked_at is None or not timedelta() <= at - checkout.looked_at < PAUSE


def shop_address(checkout: Checkout) -> str | None:
    """Give the shop's address to send the customer on to; None when our page says more.

    One who began on our page and may try again stays with us, and is asked for another way to pay.
    """
    tries_again = isinstance(checkout.state, Open) and checkout.state.on_page
    if checkout.return_url is None or tries_again:
        return None
    return to_the_shop(checkout.return_url, checkout.id, checkout.status)


def _same(ours: str, told: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(ours.encode(), told.encode("utf-8", "surrogatepass"))
