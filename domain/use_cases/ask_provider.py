"""Asking the provider to do something with a payment: what every verb has in common (R4, R20)."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from domain.asking import asking, key_for, refused
from domain.checkout import Checkout
from domain.errors import ProviderRefused, ProviderUnavailable
from domain.payment import Payment
from domain.ports import Checkouts, Clock
from domain.use_cases.settle import SettleCheckout

_TRIES = 3


class Overtaken(Exception):
    """The checkout moved on between settling and asking: the verb has to look at it again."""


async def as_it_is(deed: Callable[[], Awaitable[Checkout]]) -> Checkout:
    """Do a verb on the checkout as it is, again if somebody else was quicker in between.

    Raises:
        ProviderUnavailable: somebody always was.
    """
    for _ in range(_TRIES):
        with suppress(Overtaken):
            return await deed()
    raise ProviderUnavailable("Somebody else is changing this checkout at the moment.")


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
            Overtaken: the checkout is no longer what it was when it was settled, and nothing was asked.
            ProviderRefused: for good, and nothing has moved; the next try is another one.
            ProviderFailed: our key or account, or an answer that cannot be read.
            ProviderUnavailable: the outcome is unknown, and looked for within a minute.
        """
        at = self.clock.now()

        def move(stored: Checkout) -> Checkout:
            if _moved_on(checkout, stored):
                raise Overtaken
            return asking(stored, action, at=at)

        asked = await self.checkouts.update(checkout.id, move)
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


def _moved_on(checkout: Checkout, stored: Checkout) -> bool:
    """Say whether a verb would be another one now: another state, or another number in its key."""
    return type(stored.state) is not type(checkout.state) or key_for(stored, "") != key_for(checkout, "")
