"""Creating the payment of a checkout: exactly one, whatever was interrupted (R16, R20)."""

from dataclasses import dataclass
from functools import partial

from domain.asking import KEY_LIFE
from domain.checkout import Capture, Checkout, Methods
from domain.endings import called_off
from domain.errors import NeverMade, ProviderRefused
from domain.opening import with_payment
from domain.payment import Payment, Voided
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

        What the provider refuses for good comes back canceled.

        Raises:
            ProviderUnavailable: the outcome is unknown; the checkout stays, and the same call finishes it.
            NeverMade: it stayed unknown for too long, and the provider does not have the payment.
        """
        if checkout.payment is None and not isinstance(checkout.state, Canceled):
            checkout = await self._created(checkout, by)
        return checkout

    async def _created(self, checkout: Checkout, by: str) -> Checkout:
        try:
            payment = await self._payment(checkout)
        except ProviderRefused as no:
            move = partial(called_off, reason="provider_refused", code=no.provider_code, message=no.sentence)
        else:
            move = partial(with_payment, payment=payment, gateway=self.gateway.name)
        at = self.clock.now()
        return await self.checkouts.update(checkout.id, lambda stored: move(stored, at=at, by=by))

    async def _payment(self, checkout: Checkout) -> Payment:
        if self.clock.now() - checkout.opened_at < KEY_LIFE:
            wanted = _new_payment(checkout, await self.checkouts.installation())
            return await self.gateway.create(wanted, key=f"{checkout.id}/create")
        found = await self.gateway.find(checkout.id)
        if found is None:
            raise NeverMade
        return found

    async def withdrawn(self, checkout: Checkout, *, by: str) -> Checkout:
        """Call a checkout off that wants Alma alone where the provider does not offer it; unless it was paid after all.

        For opening and the sweep alone: to look at a checkout calls nothing off (R53).
        """
        if not checkout.misses_alma:
            return checkout
        try:
            await self.gateway.cancel(checkout.payment_id, "abandoned", key=f"{checkout.id}/withdraw")
        except ProviderRefused:
            news = await self.gateway.look_up(checkout.payment_id)
            if not isinstance(news.status, Voided):
                return checkout
        at = self.clock.now()
        return await self.checkouts.update(
            checkout.id, lambda stored: called_off(stored, "alma_not_offered", at=at, by=by)
        )


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
