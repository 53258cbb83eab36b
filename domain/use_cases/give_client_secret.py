"""Letting the customer's browser pay: handing out the payment's client secret (R24, R92)."""

from dataclasses import dataclass

from domain.errors import NotAllowedNow
from domain.ports import Checkouts, Clock, PaymentGateway
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class GiveClientSecret:
    """Read the client secret from the provider, each time, and look at the checkout more often from then on."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    settle: SettleCheckout

    async def __call__(self, checkout_id: str, *, by: str) -> str:
        """Give the secret of a payment that the customer may still act on.

        Raises:
            NotAllowedNow: nothing is left to confirm.
        """
        checkout = await self.settle(checkout_id, by=by)
        if not checkout.waits_for_customer:
            raise NotAllowedNow("Paying", checkout.status)
        secret = await self.gateway.client_secret(checkout.payment_id)
        at = self.clock.now()
        await self.checkouts.update(checkout_id, lambda stored: stored.watched(at, secret_given_at=at))
        return secret
