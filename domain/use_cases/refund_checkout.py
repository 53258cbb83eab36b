"""Giving money back (R60 to R65)."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from domain import refunding
from domain.asking import KEY_LIFE
from domain.checkout import Checkout
from domain.errors import InvalidRequest, ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.money import whole_amount
from domain.ports import Checkouts, Clock, Ids, PaymentGateway
from domain.refunds import REASONS, Refund, RefundKey
from domain.states import Paid
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class Refunded:
    """A refund as it stands; `replayed` if the key had made it before."""

    refund: Refund
    checkout: Checkout
    replayed: bool


@dataclass(frozen=True, slots=True)
class RefundCheckout:
    """Give back a part of what was captured, or all that is left."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    ids: Ids
    settle: SettleCheckout

    async def __call__(
        self,
        checkout_id: str,
        *,
        by: str,
        amount: int | None = None,
        reason: str | None = None,
        key: str | None = None,
    ) -> Refunded:
        """Write the refund down as pending, then ask the provider; without an answer it stays pending.

        Raises:
            InvalidRequest, NotAllowedNow, RefundWindowClosed, AmountExceedsRefundable: by the rules.
            IdempotencyConflict: the key made another refund.
            ProviderRefused: for good; the refund is failed and its amount free again.
        """
        if amount is not None:
            whole_amount(amount)
        if reason is not None and reason not in REASONS:
            raise InvalidRequest("reason", f"must be one of {', '.join(REASONS)}.")
        stored = await self.checkouts.get(checkout_id)
        if not isinstance(stored.state, Paid):
            await self.settle(checkout_id, by=by)
        at, refund_id = self.clock.now(), self.ids.new("re")
        named = None if key is None else RefundKey(by, key, amount)
        fresh = partial(Refund, id=refund_id, status="pending", created_at=at, reason=reason, key=named, by=by)

        def move(checkout: Checkout) -> Checkout:
            asked = checkout.refundable if amount is None else amount
            return refunding.requested(checkout, fresh(amount=asked))

        checkout = await self.checkouts.update(checkout_id, move)
        earlier = refunding.earlier(checkout, named, reason, at)
        ours = earlier or next(refund for refund in checkout.refunds if refund.id == refund_id)
        return await self._answer(checkout, ours, by, replayed=ours.id != refund_id)

    async def _answer(self, checkout: Checkout, ours: Refund, by: str, *, replayed: bool) -> Refunded:
        with suppress(ProviderUnavailable, ProviderFailed):  # unreadable, or none: the outcome is unknown
            checkout = await self.finish(checkout, ours, by=by)
        refund = next(refund for refund in checkout.refunds if refund.id == ours.id)
        return Refunded(refund, checkout, replayed=replayed)

    async def finish(self, checkout: Checkout, refund: Refund, *, by: str) -> Checkout:
        """Ask the provider for a refund that is written down and not answered, for as long as its key lives.

        An older one is only looked for, by our id, and closed if the provider never heard of it (R20).
        """
        if not refund.unanswered:
            return checkout
        if self.clock.now() - refund.created_at >= KEY_LIFE:
            return await self._looked_for(checkout, refund, by)
        try:
            news = await self.gateway.refund(
                checkout.payment_id,
                amount=refund.amount,
                reason=refund.reason,
                refund=refund.id,
                key=f"{checkout.id}/refund/{refund.id}",
            )
        except ProviderRefused as no:
            await self._closed(checkout, refund, no.provider_code or no.code, by)
            with suppress(ProviderUnavailable, ProviderFailed):  # somebody may have refunded at the provider
                await self.settle(checkout.id, by=by)
            raise
        at = self.clock.now()
        return await self.checkouts.update(checkout.id, lambda stored: refunding.answered(stored, news, at=at, by=by))

    async def _looked_for(self, checkout: Checkout, refund: Refund, by: str) -> Checkout:
        await self.settle(checkout.id, by=by)
        return await self._closed(checkout, refund, "never_reached_the_provider", by)

    async def _closed(self, checkout: Checkout, refund: Refund, code: str, by: str) -> Checkout:
        at = self.clock.now()
        return await self.checkouts.update(
            checkout.id, lambda stored: refunding.refused(stored, refund.id, code, at=at, by=by)
        )
