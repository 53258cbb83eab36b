"""Ending a review: an operator decides what the provider's contradicting facts mean (R7)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain import refunding, refunds, reviewing, settling
from domain.checkout import Checkout
from domain.errors import InvalidRequest, NotAllowedNow
from domain.payment import Payment, Succeeded, Voided
from domain.ports import Checkouts, Clock, Ids, PaymentGateway
from domain.refunds import Refund
from domain.states import InReview
from domain.use_cases.ask_provider import AskProvider, Overtaken, as_it_is
from domain.use_cases.cancel_checkout import REASONS
from domain.use_cases.refund_checkout import RefundCheckout

DECISIONS = ("accept", "refund")

Act = Callable[[Checkout, Payment, str], Awaitable[Checkout]]
"""What is done to a checkout with the provider's answer, by somebody."""


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
        act = self._accepted if decision == "accept" else self._given_back
        return await as_it_is(lambda: self._decided(checkout_id, act, by))

    async def _decided(self, checkout_id: str, act: Act, by: str) -> Checkout:
        checkout = await self.checkouts.get(checkout_id)
        if not isinstance(checkout.state, InReview):
            raise NotAllowedNow("Reviewing", checkout.status)
        return await act(checkout, await self.gateway.look_up(checkout.payment_id), by)

    async def _accepted(self, checkout: Checkout, news: Payment, by: str) -> Checkout:
        if news.currency != checkout.order.total.currency:
            raise NotAllowedNow("Accepting another currency", checkout.status, advice="refund_instead")
        at = self.clock.now()

        def move(stored: Checkout) -> Checkout:
            if (stored.revision, stored.heard) != (checkout.revision, checkout.heard):
                raise Overtaken
            return settling.settle(reviewing.accepted(stored, news, at=at, by=by), news, at=at, by=by)

        return await self.checkouts.update(checkout.id, move)

    async def _given_back(self, checkout: Checkout, news: Payment, by: str) -> Checkout:
        match news.status:
            case Succeeded(received=received):
                await self._refunded(checkout, news, received, by)
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
            still = isinstance(stored.state, InReview)
            return reviewing.given_back(stored, at=at, by=by) if still else stored

        return await self.checkouts.update(checkout.id, move)

    async def _refunded(self, checkout: Checkout, news: Payment, received: int, by: str) -> None:
        """Ask for what has not gone back yet; a refund of an earlier decision that got no answer comes first."""
        at, refund_id = self.clock.now(), self.ids.new("re")

        def move(stored: Checkout) -> Checkout:
            ledger, entries = refunds.taken_in(stored.refunds, news.refunds, at=at, by=by)
            known = stored if ledger == stored.refunds else stored.changed(at, *entries, refunds=ledger)
            left = received - _going_back(known)
            if left <= 0:
                return known
            fresh = Refund(id=refund_id, amount=left, status="pending", created_at=at, by=by)
            return refunding.written(known, fresh)

        stored = await self.checkouts.update(checkout.id, move)
        for refund in stored.refunds:
            await self.refund.finish(stored, refund, by=by)
        now = await self.checkouts.get(checkout.id)
        if _going_back(now) < received:
            raise Overtaken  # an earlier refund was given up: it is asked for anew


def _going_back(checkout: Checkout) -> int:
    return sum(refund.amount for refund in checkout.refunds if refund.status != "failed")
