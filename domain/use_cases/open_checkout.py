"""Opening a checkout (R12, R20, R21)."""

from dataclasses import dataclass
from datetime import timedelta

from domain.checkout import Checkout, Methods
from domain.eligibility import AlmaTerms, NotOfferedByProvider
from domain.errors import AlmaNotOffered, ProviderRefused, ProviderUnavailable, Refusal
from domain.failure import advice_for
from domain.opening import Opening
from domain.ports import Checkouts, Clock, Ids, Key
from domain.return_url import Addresses
from domain.states import Canceled
from domain.use_cases.create_payment import CreatePayment


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened checkout; `replayed` if the key had opened it before; `others` are what else is live or paid."""

    checkout: Checkout
    replayed: bool
    others: tuple[Checkout, ...]


@dataclass(frozen=True, slots=True)
class OpenCheckout:
    """Open a checkout for an order, and make its payment."""

    checkouts: Checkouts
    clock: Clock
    ids: Ids
    terms: AlmaTerms
    addresses: Addresses
    open_for: timedelta
    create_payment: CreatePayment

    async def __call__(self, opening: Opening, *, by: str, key: str | None = None) -> Opened:
        """Open it once for each key of a sender; without a key each call is a new action.

        Raises:
            InvalidReturnUrl, AlmaNotOffered: by the rules; nothing is stored.
            IdempotencyConflict: the key was used for another request.
            ProviderRefused, AlmaNotOffered: by the provider; the checkout is canceled and the key free again.
            ProviderUnavailable: the checkout stays without a payment, and the same key continues it.
        """
        if opening.return_url is not None:
            self.addresses.checked(opening.return_url)
        obstacles = self.terms.obstacles(opening.order.total, opening.order.country)
        if obstacles and opening.methods is Methods.ALMA:
            raise AlmaNotOffered(obstacles)
        at = self.clock.now()
        fresh = opening.checkout(
            self.ids.new("co"), alma_excluded=bool(obstacles), open_for=self.open_for, at=at, by=by
        )
        named = None if key is None else Key(by, key, opening.fingerprint())
        stored = await self.checkouts.add(fresh, named, at=at)
        checkout = await self._with_payment(stored, by)
        others = await self.checkouts.of_order(opening.order.reference)
        return Opened(
            checkout,
            replayed=stored.id != fresh.id,
            others=tuple(
                other for other in others if other.id != checkout.id and not isinstance(other.state, Canceled)
            ),
        )

    async def _with_payment(self, stored: Checkout, by: str) -> Checkout:
        try:
            checkout = await self.create_payment.withdrawn(await self.create_payment(stored, by=by), by=by)
        except ProviderUnavailable:
            checkout = await self.checkouts.get(stored.id)
            if checkout.payment is None:  # nobody else with this key had more luck in the meantime
                raise
        if checkout.refused_at_opening:
            raise _refusal(checkout)
        return checkout


def _refusal(checkout: Checkout) -> Refusal:
    match checkout.state:
        case Canceled(reason="provider_refused", code=code, message=message):
            return ProviderRefused(code, message or "The provider refused the payment.", advice=advice_for(code))
    return AlmaNotOffered((NotOfferedByProvider(),), checkout=checkout.id)
