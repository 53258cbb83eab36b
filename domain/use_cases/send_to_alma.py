"""Sending the customer to Alma from the shop's server (R23)."""

from dataclasses import dataclass

from domain.checkout import CONFIRM, Checkout
from domain.eligibility import AlmaTerms
from domain.errors import AlmaNotOffered, NotAllowedNow, ProviderFailed
from domain.payment import ALMA
from domain.ports import Checkouts, Clock, PaymentGateway
from domain.return_url import Addresses
from domain.states import AwaitingCustomer, Open
from domain.use_cases.ask_provider import AskProvider, as_it_is
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class SendToAlma:
    """Begin an attempt with Alma, or give the one that runs."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    terms: AlmaTerms
    addresses: Addresses
    settle: SettleCheckout
    ask: AskProvider

    async def __call__(self, checkout_id: str, *, by: str, return_url: str | None = None) -> Checkout:
        """Give the checkout with the address to send the customer to; `return_url` replaces the shop's own.

        Raises:
            InvalidReturnUrl, AlmaNotOffered, NotAllowedNow: by the rules.
            ProviderRefused, ProviderUnavailable: by the provider.
            ProviderFailed: the provider gives no address to send the customer to.
        """
        if return_url is not None:
            self.addresses.checked(return_url)
        return await as_it_is(lambda: self._sent(checkout_id, by, return_url))

    async def _sent(self, checkout_id: str, by: str, return_url: str | None) -> Checkout:
        checkout = await self.settle(checkout_id, by=by)
        match checkout.state:
            case AwaitingCustomer(attempt) if attempt.method == ALMA:
                return _with_address(await self._coming_back_to(checkout, return_url))
            case Open() | AwaitingCustomer():
                self._check_offer(checkout)
                checkout = await self._coming_back_to(checkout, return_url)
                return _with_address(await self._confirm(checkout, by))
        raise NotAllowedNow("Sending the customer to Alma", checkout.status)

    async def _coming_back_to(self, checkout: Checkout, return_url: str | None) -> Checkout:
        if return_url is None:
            return checkout
        at = self.clock.now()

        def move(stored: Checkout) -> Checkout:
            same = stored.return_url == return_url or not stored.waits_for_customer
            return stored if same else stored.changed(at, return_url=return_url)

        return await self.checkouts.update(checkout.id, move)

    def _check_offer(self, checkout: Checkout) -> None:
        order = checkout.order
        if obstacles := self.terms.obstacles(order.total, order.country, offered=checkout.alma_offered):
            raise AlmaNotOffered(obstacles)

    async def _confirm(self, checkout: Checkout, by: str) -> Checkout:
        way_back = self.addresses.way_back(checkout.id)
        return await self.ask(
            checkout,
            CONFIRM,
            lambda key: self.gateway.confirm(checkout.payment_id, return_to=way_back, key=key),
            by=by,
        )


def _with_address(checkout: Checkout) -> Checkout:
    """Never send anybody to an empty address."""
    match checkout.state:
        case AwaitingCustomer(attempt) if attempt.redirect_url is None:
            raise ProviderFailed("The provider gave no address to send the customer to.")
        case AwaitingCustomer():
            return checkout
    raise NotAllowedNow("Sending the customer to Alma", checkout.status)
