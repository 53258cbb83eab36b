"""Settling a checkout: the one way in which anything the provider knows becomes ours (R1, R4)."""

from dataclasses import dataclass, replace

from domain.checkout import Checkout
from domain.payment import Payment
from domain.ports import Checkouts, Clock, PaymentGateway
from domain.settling import settle
from domain.use_cases.create_payment import CreatePayment

_TRIES = 3


@dataclass(frozen=True, slots=True)
class SettleCheckout:
    """Ask the provider how a payment stands, and take its answer in."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    create_payment: CreatePayment

    async def __call__(self, checkout_id: str, *, by: str) -> Checkout:
        """Bring a checkout to the provider's state, its payment created if that is still to be done.

        An answer to a question asked before a later change is not taken in, and the provider is asked again; after
        three times the sweep goes on.

        Raises:
            CheckoutNotFound, ProviderUnavailable, ProviderFailed, ProviderRefused.
        """
        for _ in range(_TRIES):
            asked = await self.create_payment(await self.checkouts.get(checkout_id), by=by)
            if asked.payment is None:
                return asked
            news = await self.gateway.look_up(asked.payment.id)
            settled = await self.take_in(asked, news, by=by)
            if settled is not None:
                return settled
        at = self.clock.now()
        return await self.checkouts.update(checkout_id, lambda stored: stored.due(at))

    async def answer(self, asked: Checkout, news: Payment, *, by: str) -> Checkout:
        """Take in the provider's answer to a verb; where it came too late, ask again."""
        return await self.take_in(asked, news, by=by) or await self(asked.id, by=by)

    async def take_in(self, asked: Checkout, news: Payment, *, by: str) -> Checkout | None:
        """Take in an answer about the checkout as it was when it was asked; None if it has changed since."""
        at = self.clock.now()
        fresh = False

        def move(stored: Checkout) -> Checkout:
            nonlocal fresh
            fresh = stored.revision == asked.revision
            if not fresh:
                return stored
            return settle(replace(stored, listened=asked.heard), news, at=at, by=by)

        stored = await self.checkouts.update(asked.id, move)
        return stored if fresh else None
