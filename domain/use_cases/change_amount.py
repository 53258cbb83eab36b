"""Changing what an open checkout costs (R22)."""

from dataclasses import dataclass

from domain import amount_change
from domain.checkout import AmountChange, Checkout, Methods
from domain.eligibility import AlmaTerms
from domain.errors import AlmaNotOffered, NotAllowedNow, ProviderRefused
from domain.money import whole_amount
from domain.order import Line
from domain.ports import Checkouts, Clock, PaymentGateway
from domain.states import Open
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class ChangeAmount:
    """Give an open checkout another amount, and new lines where it has lines."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    terms: AlmaTerms
    settle: SettleCheckout

    async def __call__(
        self, checkout_id: str, amount: int, *, by: str, lines: tuple[Line, ...] | None = None
    ) -> Checkout:
        """Change the amount at the provider, then here.

        Raises:
            InvalidRequest, NotAllowedNow: by the rules.
            AlmaNotOffered: only Alma is wanted, and it does not take this amount; nothing changes.
            ProviderRefused, ProviderUnavailable: by the provider; the sweep finishes what is in doubt.
        """
        whole_amount(amount)
        checkout = await self.settle(checkout_id, by=by)
        if isinstance(checkout.state, Open):
            checkout = await self.finish(checkout, by=by)
        order = amount_change.changed_order(checkout.order, amount, lines)
        obstacles = self.terms.obstacles(order.total, order.country)
        if not isinstance(checkout.state, Open):
            raise NotAllowedNow("Changing the amount", checkout.status)
        if obstacles and checkout.methods is Methods.ALMA:
            raise AlmaNotOffered(obstacles)
        if order == checkout.order:
            return checkout
        at = self.clock.now()
        wanted = await self.checkouts.update(
            checkout_id,
            lambda stored: amount_change.wanted(stored, order, exclude_alma=bool(obstacles), at=at, by=by),
        )
        changed = await self.finish(wanted, by=by)
        if changed.order.total.amount != amount:
            raise NotAllowedNow("Changing the amount", changed.status, advice="try_again")
        return changed

    async def finish(self, wanted: Checkout, *, by: str) -> Checkout:
        """Bring a wanted amount to the provider, and take it over with the answer.

        Raises:
            NotAllowedNow: the customer was quicker.
        """
        change = wanted.change
        if change is None:
            return wanted
        try:
            news = await self.gateway.change_amount(
                wanted.payment_id,
                change.amount,
                exclude_alma=None if wanted.methods is Methods.ALMA else change.exclude_alma,
                key=f"{wanted.id}/change/{change.number}",
            )
        except ProviderRefused:
            now = await self._dropped(wanted.id, change, by)
            if not isinstance(now.state, Open):
                raise NotAllowedNow("Changing the amount", now.status) from None
            raise
        return await self.settle.answer(wanted, news, by=by)

    async def _dropped(self, checkout_id: str, change: AmountChange, by: str) -> Checkout:
        at = self.clock.now()
        await self.checkouts.update(checkout_id, lambda stored: amount_change.dropped(stored, change.number, at=at))
        return await self.settle(checkout_id, by=by)
