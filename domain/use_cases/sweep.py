"""The sweep: finishing by itself what is awaited, overdue, or was interrupted (R20, R22, R40 to R45, R60)."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from domain import amount_change
from domain.asking import KEY_LIFE
from domain.checkout import Checkout
from domain.endings import called_off
from domain.errors import (
    NeverMade,
    NotAllowedNow,
    ProviderFailed,
    ProviderRefused,
    ProviderUnavailable,
    StoreUnavailable,
)
from domain.ports import Checkouts, Clock
from domain.schedule import lapsed
from domain.states import Open
from domain.use_cases.ask_provider import Overtaken
from domain.use_cases.cancel_checkout import CancelCheckout
from domain.use_cases.change_amount import ChangeAmount
from domain.use_cases.refund_checkout import RefundCheckout
from domain.use_cases.settle import SettleCheckout

LEASE = timedelta(minutes=1)
"""How long a claimed checkout is left alone by others; after that, one whose sweeper died is due again."""
BY, HEARD = "sweep", "webhook"
"""Who brings news: the time that has passed, or an event that was heard (R90)."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at one checkout that is due, yet to be made."""

    checkout_id: str
    after: Callable[[str], Awaitable[None]]

    async def __call__(self) -> None:
        """Make it."""
        await self.after(self.checkout_id)


GoThrough = Callable[[Iterable[Look]], Awaitable[None]]
"""The way to make looks: how many at once, and how fast. What one of them raises ends it."""


class NotLookedAfter(Exception):
    """A bug, its cause, that was met while one checkout was looked after."""

    def __init__(self, checkout_id: str) -> None:
        super().__init__(f"{checkout_id} could not be looked after.")
        self.checkout_id = checkout_id


async def one_by_one(looks: Iterable[Look]) -> None:
    """Make one look after the other, each as soon as the last is over."""
    for look in looks:
        await look()


@dataclass(frozen=True, slots=True)
class Sweep:
    """Look at every checkout that is due."""

    checkouts: Checkouts
    clock: Clock
    settle: SettleCheckout
    change: ChangeAmount
    refund: RefundCheckout
    cancel: CancelCheckout
    go_through: GoThrough = one_by_one

    async def __call__(self, *, limit: int = 20) -> tuple[Checkout, ...]:
        """Claim what is due, oldest first, and give it as it is after looking at it."""
        at = self.clock.now()
        due = await self.checkouts.claim(at=at, until=at + LEASE, limit=limit)
        seen: list[Checkout] = []
        bugs: list[NotLookedAfter] = []

        async def look(checkout_id: str) -> None:
            try:
                seen.append(await self.look_after(checkout_id))
            except StoreUnavailable:
                raise
            except Exception as bug:  # noqa: BLE001 -- one checkout that nobody can look after does not stop the others
                bugs.append(NotLookedAfter(checkout_id))
                bugs[-1].__cause__ = bug

        await self.go_through(Look(checkout_id, look) for checkout_id in due)
        if bugs:
            raise ExceptionGroup("Some checkouts could not be looked after.", bugs)
        return tuple(seen)

    async def look_after(self, checkout_id: str) -> Checkout:
        """Finish one checkout's unanswered calls, settle it, and let it lapse; no answer puts it off."""
        try:
            return await self._look_after(checkout_id)
        except NeverMade:
            return await self._given_up(checkout_id)
        except (ProviderUnavailable, ProviderFailed, ProviderRefused, NotAllowedNow, Overtaken):
            return await self._put_off(checkout_id)

    async def _look_after(self, checkout_id: str) -> Checkout:
        stored = await self.checkouts.get(checkout_id)
        checkout = await self.settle(checkout_id, by=HEARD if stored.hinted else BY)
        checkout = await self.settle.create_payment.withdrawn(checkout, by=BY)
        checkout = await self._changed(checkout)
        for refund in checkout.refunds:
            checkout = await self.refund.finish(checkout, refund, by=BY)
        return await self._lapsed(checkout)

    async def _changed(self, checkout: Checkout) -> Checkout:
        """Finish a change of the amount that got no answer; an old one was looked for by settling, and is dropped."""
        change, at = checkout.change, self.clock.now()
        if change is None or not isinstance(checkout.state, Open):
            return checkout
        if at - change.asked_at < KEY_LIFE:
            return await self.change.finish(checkout, by=BY)
        return await self.checkouts.update(
            checkout.id, lambda stored: amount_change.dropped(stored, change.number, at=at)
        )

    async def _lapsed(self, checkout: Checkout) -> Checkout:
        if not lapsed(checkout, self.clock.now()):
            return checkout
        return await self.cancel.at_the_provider(checkout, "abandoned", by=BY)

    async def _put_off(self, checkout_id: str) -> Checkout:
        at = self.clock.now()
        return await self.checkouts.update(checkout_id, lambda stored: stored.put_off(at))

    async def _given_up(self, checkout_id: str) -> Checkout:
        """Let a checkout lapse for which the provider never made a payment."""
        at = self.clock.now()

        def move(stored: Checkout) -> Checkout:
            over = at >= stored.lapses_at
            return called_off(stored, "abandoned", at=at, by=BY) if over else stored.put_off(at)

        return await self.checkouts.update(checkout_id, move)
