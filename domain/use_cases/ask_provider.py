"""Asking the provider to do something with a payment: what every verb has in common (R4, R20)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.asking import asking, key_for, refused
from domain.checkout import Checkout
from domain.errors import ProviderRefused
from domain.payment import Payment
from domain.ports import Checkouts, Clock
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class AskProvider:
    """Write a call down, make it, and take its answer in."""

    checkouts: Checkouts
    clock: Clock
    settle: SettleCheckout

    async def __call__(
        self,
        checkout: Checkout,
        action: str,
        call: Callable[[str], Awaitable[Payment]],
        *,
        by: str,
    ) -> Checkout:
        """Make `call` with the provider key of this try; the same action in doubt is the same try.

        Raises:
            ProviderRefused: for good; the next try is another one.
            ProviderUnavailable: the outcome is unknown, and looked for within a minute.
        """
        at = self.clock.now()
        asked = await self.checkouts.update(checkout.id, lambda stored: asking(stored, action, at=at))
        try:
            news = await call(key_for(asked, action))
        except ProviderRefused:
            await self.checkouts.update(checkout.id, lambda stored: refused(stored, at=at))
            raise
        return await self.settle.answer(asked, news, by=by)
