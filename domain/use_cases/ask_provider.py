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

        A refusal because the customer or somebody else was quicker is no refusal: the checkout comes back as it is now.

        Raises:
            ProviderRefused: for good, and nothing has moved; the next try is another one.
            ProviderFailed: our key or account, or an answer that cannot be read.
            ProviderUnavailable: the outcome is unknown, and looked for within a minute.
        """
        at = self.clock.now()
        asked = await self.checkouts.update(checkout.id, lambda stored: asking(stored, action, at=at))
        try:
            news = await call(key_for(asked, action))
        except ProviderRefused:
            now = await self._refused(asked, action, by)
            if type(now.state) is type(asked.state):
                raise
            return now
        return await self.settle.answer(asked, news, by=by)

    async def _refused(self, asked: Checkout, action: str, by: str) -> Checkout:
        at = self.clock.now()
        await self.checkouts.update(asked.id, lambda stored: refused(stored, action, at=at))
        return await self.settle(asked.id, by=by)
