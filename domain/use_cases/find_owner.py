"""Finding the checkout that a payment belongs to (R20, R85)."""

from dataclasses import dataclass

from domain.checkout import Checkout
from domain.errors import CheckoutNotFound
from domain.payment import Payment
from domain.ports import Checkouts
from domain.states import Canceled


@dataclass(frozen=True, slots=True)
class FindOwner:
    """Tell whose a payment is, if anybody's.

    A checkout is stored before its payment is made, so that whoever names one that is here is never nobody's: neither
    while the checkout waits for it, nor when it has just been written down.
    """

    checkouts: Checkouts

    async def __call__(self, payment: Payment) -> Checkout | None:
        """Give the checkout that has this payment, or is going to have it when it is settled."""
        return await self.checkouts.of_payment(payment.id) or await self._named(payment)

    async def _named(self, payment: Payment) -> Checkout | None:
        try:
            named = await self.checkouts.get(payment.checkout or "")
        except CheckoutNotFound:
            return None
        if named.payment is None:
            return None if isinstance(named.state, Canceled) else named  # what is called off gets no payment any more
        return named if named.payment.id == payment.id else None
