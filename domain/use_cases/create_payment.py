"""Creating the payment of a checkout: exactly one, whatever was interrupted (R16, R20)."""

from dataclasses import dataclass
from functools import partial

from domain.asking import KEY_LIFE
from domain.checkout import Capture, Checkout, Methods
from domain.eligibility import NotOfferedByProvider
from domain.errors import AlmaNotOffered, NeverMade, ProviderRefused
from domain.opening import called_off, with_payment
from domain.payment import Payment
from domain.ports import Checkouts, Clock, NewPayment, PaymentGateway
from domain.states import Canceled


@dataclass(frozen=True, slots=True)
class CreatePayment:
    """Give a checkout its payment, if it has none yet."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock

    async def __call__(self, checkout: Checkout, *, by: str) -> Checkout:
        """Create the payment, or find the one whose answer was lost; a checkout that has one comes back as it is.

        Raises:
            ProviderRefused: for good; the checkout is canceled.
            AlmaNotOffered: the checkout wants Alma alone and the provider does not offer it; it is canceled.
            ProviderUnavailable: the outcome is unknown; the checkout stays, and the same call finishes it.
            NeverMade: it stayed unknown for too long, and the provider does not have the payment.
        """
        if checkout.payment is None and not isinstance(checkout.state, Canceled):
            payment = await self._payment(checkout, by)
            name, at = self.gateway.name, self.clock.now()
            checkout = await self.checkouts.update(
                checkout.id, lambda stored: with_payment(stored, payment, name, at=at, by=by)
            )
        if checkout.misses_alma and checkout.payment:
            await self._withdraw(checkout.id, checkout.payment.id, by)
        return checkout

    async def _payment(self, checkout: Checkout, by: str) -> Payment:
        if self.clock.now() - checkout.opened_at >= KEY_LIFE:
            found = await self.gateway.find(checkout.id)
            if found is None:
                raise NeverMade
            return found
        wanted = _new_payment(checkout, await self.checkouts.installation())
        try:
            return await self.gateway.create(wanted, key=f"{checkout.id}/create")
        except ProviderRefused as refusal:
            refused = partial(
                called_off,
                reason="provider_refused",
                at=self.clock.now(),
                by=by,
                code=refusal.provider_code,
                message=refusal.sentence,
            )
            await self.checkouts.update(checkout.id, refused)
            raise

    async def _withdraw(self, checkout_id: str, payment_id: str, by: str) -> None:
        """Cancel a payment that cannot be paid with Alma, and then its checkout; unless it was paid after all."""
        try:
            await self.gateway.cancel(payment_id, "abandoned", key=f"{checkout_id}/withdraw")
        except ProviderRefused:
            return
        withdrawn = partial(called_off, reason="alma_not_offered", at=self.clock.now(), by=by)
        await self.checkouts.update(checkout_id, withdrawn)
        raise AlmaNotOffered((NotOfferedByProvider(),), checkout=checkout_id)


def _new_payment(checkout: Checkout, installation: str) -> NewPayment:
    return NewPayment(
        amount=checkout.order.total.amount,
        currency=checkout.order.total.currency,
        metadata={
            "checkout": checkout.id,
            "order": checkout.order.reference,
            "installation": installation,
        },
        alma_only=checkout.methods is Methods.ALMA,
        exclude_alma=checkout.alma_excluded,
        manual_capture=checkout.capture is Capture.MANUAL,
    )
