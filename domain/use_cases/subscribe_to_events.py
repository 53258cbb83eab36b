"""Subscribing to the provider's events: an endpoint for us, made or corrected, whose secret somebody has."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from domain.errors import Refusal
from domain.ports.account import Account
from domain.subscription import Endpoint, Subscription

Keep = Callable[[str], None]
"""Puts a new secret where it is wanted, or raises; it is never told again."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The endpoint that serves us now, whether it was `made`, `corrected` or `right`, and which were put out of use."""

    endpoint: Endpoint
    done: str
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubscribeToEvents:
    """Have events sent to an address as we want them, by correcting what is there, or by making what is not."""

    account: Account

    async def __call__(self, url: str, *, keep: Keep) -> Subscribed:
        """See to it, and hand a new secret to `keep`.

        An endpoint whose secret was not kept is removed, now or by whoever subscribes next: nobody could verify what it
        sends. One of another version cannot be corrected, and is disabled once there is another.
        """
        wanted = Subscription(url, self.account.version, self.account.events)
        meant = wanted.meant(await self.account.endpoints())
        for unclaimed in (one for one in meant if not one.claimed):
            await self.account.remove(unclaimed.id)
        claimed = [one for one in meant if one.claimed]
        endpoint, done = await self._served(wanted, claimed, keep)
        outdated = [one.id for one in claimed if one.enabled and one.version != wanted.version]
        for endpoint_id in outdated:
            await self.account.disable(endpoint_id)
        return Subscribed(endpoint, done, tuple(outdated))

    async def _served(self, wanted: Subscription, claimed: list[Endpoint], keep: Keep) -> tuple[Endpoint, str]:
        if not claimed or claimed[0].version != wanted.version:
            return await self._made(wanted.url, keep), "made"
        if wanted.is_met_by(claimed[0]):
            return claimed[0], "right"
        return await self.account.correct(claimed[0].id, wanted.url), "corrected"

    async def _made(self, url: str, keep: Keep) -> Endpoint:
        made = await self.account.add(url)
        try:
            keep(made.secret)
        except BaseException:
            with suppress(Refusal):  # what stays is known by its mark
                await self.account.remove(made.endpoint.id)
            raise
        return await self.account.correct(made.endpoint.id, url)
