"""Ending a review: an operator decides what the provider's contradicting facts mean (R7)."""

from dataclasses import dataclass

from domain import refunding, reviewing, settling
from domain.checkout import Checkout
from domain.errors import InvalidRequest, NotAllowedNow, ProviderUnavailable
from domain.opening import called_off
from domain.payment import Payment, Succeeded, Voided
from domain.ports import Checkouts, Clock, Ids, PaymentGateway
from domain.refunds import Refund
from domain.states import InReview
from domain.use_cases.ask_provider import AskProvider
from domain.use_cases.cancel_checkout import REASONS
from domain.use_cases.refund_checkout import RefundCheckout

DECISIONS = ("accept", "refund")


@dataclass(frozen=True, slots=True)
class ReviewCheckout:
    """Accept what the provider says, or give everything back."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    ids: Ids
    refund: RefundCheckout
    ask: AskProvider

    async def __call__(self, checkout_id: str, decision: str, *, by: str) -> Checkout:
        """Ask the provider once more, and act on its answer.

        Raises:
            InvalidRequest: no such decision.
            NotAllowedNow: not in review, or money in another currency was to be accepted.
            ProviderRefused, ProviderUnavailable: it stays in review, and deciding again goes on.
        """
        if decision not in DECISIONS:
            raise InvalidRequest("decision", "must be accept or refund.")
        checkout = await self.checkouts.get(checkout_id)
        if not isinstance(checkout.state, InReview):
            raise NotAllowedNow("Reviewing", checkout.status)
        news = await self.gateway.look_up(checkout.payment_id)
        if decision == "accept":
            return await self._accept(checkout, news, by)
        return await self._give_back(checkout, news, by)

    async def _accept(self, checkout: Checkout, news: Payment, by: str) -> Checkout:
        if news.currency != checkout.order.total.currency:
            raise NotAllowedNow("Accepting another currency", checkout.status, advice="refund_instead")
        at = self.clock.now()

        def move(stored: Checkout) -> Checkout:
            if not isinstance(stored.state, InReview):
                return stored
            return settling.settle(reviewing.decided(stored, "accept", at=at, by=by), news, at=at, by=by)

        return await self.checkouts.update(checkout.id, move)

    async def _give_back(self, checkout: Checkout, news: Payment, by: str) -> Checkout:
        match news.status:
            case Succeeded(received=received):
                await self._refund_all(checkout, news, received, by)
            case Voided():
                pass
            case _:
                await self.ask(
                    checkout,
                    f"cancel/{REASONS[0]}",
                    lambda key: self.gateway.cancel(checkout.payment_id, REASONS[0], key=key),
                    by=by,
                )
        at = self.clock.now()

        def move(stored: Checkout) -> Checkout:
            if not isinstance(stored.state, InReview):
                return stored
            decided = reviewing.decided(stored, "refund", at=at, by=by)
            return called_off(decided, "refunded_in_review", at=at, by=by)

        return await self.checkouts.update(checkout.id, move)

    async def _refund_all(self, checkout: Checkout, news: Payment, received: int, by: str) -> None:
        """Ask for what has not gone back yet; a refund of an earlier decision that got no answer is asked for again."""
        at, refund_id = self.clock.now(), self.ids.new("re")
        gone = sum(told.amount for told in news.refunds if told.status not in {"failed", "canceled"})

        def move(stored: Checkout) -> Checkout:
            begun = any(refund.unanswered for refund in stored.refunds)
            if begun or gone >= received or not isinstance(stored.state, InReview):
                return stored
            fresh = Refund(id=refund_id, amount=received - gone, status="pending", created_at=at, by=by)
            return refunding.written(stored, fresh)

        stored = await self.checkouts.update(checkout.id, move)
        for refund in stored.refunds:
            await self.refund.finish(stored, refund, by=by)
        now = await self.checkouts.get(checkout.id)
        if any(refund.unanswered for refund in now.refunds):
            raise ProviderUnavailable
