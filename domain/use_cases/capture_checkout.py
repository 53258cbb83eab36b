"""Taking the money of an authorization (R51)."""

from dataclasses import dataclass

from domain.capturing import already_captured, amount_to_capture
from domain.checkout import Checkout
from domain.errors import NotAllowedNow
from domain.money import whole_amount
from domain.ports import PaymentGateway
from domain.use_cases.ask_provider import AskProvider, as_it_is
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class CaptureCheckout:
    """Capture an authorization, all of it or a part, once."""

    gateway: PaymentGateway
    settle: SettleCheckout
    ask: AskProvider

    async def __call__(self, checkout_id: str, *, by: str, amount: int | None = None) -> Checkout:
        """Take `amount` minor units, all that is authorized when none is named; what was taken already answers again.

        Raises:
            InvalidRequest, AmountExceedsAuthorized, NotAllowedNow: by the rules.
            ProviderRefused, ProviderUnavailable: by the provider.
        """
        if amount is not None:
            whole_amount(amount)
        return await as_it_is(lambda: self._captured(checkout_id, amount, by))

    async def _captured(self, checkout_id: str, amount: int | None, by: str) -> Checkout:
        checkout = await self.settle(checkout_id, by=by)
        if already_captured(checkout, amount):
            return checkout
        taken = amount_to_capture(checkout, amount)
        checkout = await self.ask(
            checkout,
            f"capture/{taken}",
            lambda key: self.gateway.capture(checkout.payment_id, taken, key=key),
            by=by,
        )
        if not already_captured(checkout, taken):
            raise NotAllowedNow("Capturing", checkout.status)
        return checkout
