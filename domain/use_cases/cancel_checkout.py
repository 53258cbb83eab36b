"""Calling a checkout off (R52)."""

from dataclasses import dataclass
from typing import get_args

from domain.checkout import Checkout
from domain.errors import InvalidRequest, NotAllowedNow
from domain.ports import PaymentGateway
from domain.reasons import Asked
from domain.states import Authorized, AwaitingCustomer, Canceled, Open, Paid, Processing
from domain.use_cases.ask_provider import AskProvider, as_it_is
from domain.use_cases.settle import SettleCheckout

REASONS: tuple[str, ...] = get_args(Asked)
"""Why a checkout is called off, in the provider's words; the first is the usual one."""


@dataclass(frozen=True, slots=True)
class CancelCheckout:
    """Call a checkout off, at the provider first."""

    gateway: PaymentGateway
    settle: SettleCheckout
    ask: AskProvider

    async def __call__(self, checkout_id: str, *, by: str, reason: str = REASONS[0]) -> Checkout:
        """Cancel what is open, awaited or authorized; what is canceled already, here or there, stays so.

        Raises:
            InvalidRequest: an unknown reason.
            NotAllowedNow: paid (refund instead), processing or in review.
        """
        if reason not in REASONS:
            raise InvalidRequest("reason", f"must be one of {', '.join(REASONS)}.")
        return await as_it_is(lambda: self._canceled(checkout_id, reason, by))

    async def _canceled(self, checkout_id: str, reason: str, by: str) -> Checkout:
        checkout = await self.settle(checkout_id, by=by)
        if isinstance(checkout.state, Open | AwaitingCustomer | Authorized):
            checkout = await self.at_the_provider(checkout, reason, by=by)
        return _canceled(checkout)

    async def at_the_provider(self, checkout: Checkout, reason: str, *, by: str) -> Checkout:
        """Cancel the payment, and settle; where the customer or somebody else was quicker, tell how it stands."""
        return await self.ask(
            checkout,
            f"cancel/{reason}",
            lambda key: self.gateway.cancel(checkout.payment_id, reason, key=key),
            by=by,
        )


def _canceled(checkout: Checkout) -> Checkout:
    match checkout.state:
        case Canceled():
            return checkout
        case Paid():
            raise NotAllowedNow("Canceling", checkout.status, advice="refund_instead")
        case Processing():
            raise NotAllowedNow("Canceling", checkout.status, advice="wait")
    raise NotAllowedNow("Canceling", checkout.status)
