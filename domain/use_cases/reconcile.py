"""Reconciling: what was missed is looked for, here and at the provider, and taken in (R64, R81, R85)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from domain.errors import ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.orphans import Orphan, orphan_of
from domain.payment import Payment
from domain.ports import Checkouts, Clock, Orphans, PaymentGateway, Search
from domain.states import Authorized, AwaitingCustomer, InReview, Open, Processing
from domain.use_cases.find_owner import FindOwner
from domain.use_cases.settle import SettleCheckout
from domain.use_cases.sweep import GoThrough, Look, one_by_one

LIVE = tuple(state.status for state in (Open, AwaitingCustomer, Processing, Authorized, InReview))
"""The statuses in which the provider may know more than we do, whenever the checkout was opened."""
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What came of it.

    Checkouts that were looked at, those that changed by that, payments of nobody that are still to be dealt with, how
    many payments belong to others, and the checkouts and payments of which the provider gave no good answer.
    """

    checked: int
    changed: tuple[str, ...]
    orphans: tuple[Orphan, ...]
    others: int
    failed: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """What is found on the way."""

    wanted: dict[str, None] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    others: int = 0


@dataclass(frozen=True, slots=True)
class Reconcile:
    """Bring everything to the provider's state, also where every event was lost; a second time changes nothing."""

    checkouts: Checkouts
    orphans: Orphans
    gateway: PaymentGateway
    clock: Clock
    mode: str
    settle: SettleCheckout
    find_owner: FindOwner
    go_through: GoThrough = one_by_one

    async def __call__(self, *, since: datetime, by: str) -> Reconciled:
        """Walk our live checkouts, and all that happened at the provider since a moment.

        Raises:
            ProviderUnavailable, ProviderFailed: the provider does not tell what happened; run it again.
        """
        walk = _Walk()
        await self._live(walk)
        for payment_id in await self._payments(since):
            await self._sort(payment_id, walk)
        look = partial(self._look, by=by, walk=walk)
        await self.go_through(Look(checkout_id, look) for checkout_id in walk.wanted)
        await self._owned(by)
        return Reconciled(
            len(walk.wanted), tuple(walk.changed), await self.orphans.open(), walk.others, tuple(walk.failed)
        )

    async def _live(self, walk: _Walk) -> None:
        for status in LIVE:
            after = None
            while True:
                page = await self.checkouts.search(Search(status=status, limit=_PAGE, after=after))
                walk.wanted.update(dict.fromkeys(checkout.id for checkout in page.items))
                after = page.next
                if after is None:
                    break

    async def _payments(self, since: datetime) -> Iterable[str]:
        """Give every payment that may have news: of events, made since, or without an owner yet."""
        found: dict[str, None] = {}
        async for hint in self.gateway.events(since=since):
            if hint.mode == self.mode:
                await self.checkouts.hear(hint, at=self.clock.now())
                found.update({hint.payment_id: None} if hint.payment_id else {})
        async for payment_id in self.gateway.touched(since=since):
            found[payment_id] = None
        for orphan in await self.orphans.open():
            found[orphan.payment_id] = None
        return found | dict.fromkeys(await self.checkouts.unknown_payments())

    async def _sort(self, payment_id: str, walk: _Walk) -> None:
        """Find the checkout that a payment belongs to, or keep it as an orphan, or count it as another's."""
        owner = await self.checkouts.of_payment(payment_id)
        if owner is None:
            try:
                payment = await self.gateway.look_up(payment_id)
            except ProviderRefused:
                return
            except ProviderFailed:  # one that cannot be read, whosever it is, keeps nobody else waiting
                walk.failed.append(payment_id)
                return
            owner = await self.find_owner(payment)
            if owner is None:
                await self._keep(payment, walk)
                return
        walk.wanted[owner.id] = None

    async def _keep(self, payment: Payment, walk: _Walk) -> None:
        if payment.installation != await self.checkouts.installation():
            walk.others += 1
            return
        at = self.clock.now()
        news = orphan_of(payment, at=at)
        await self.orphans.update(payment.id, lambda orphan: orphan.met_again(news, at=at))
        if news is not None:
            await self.orphans.keep(news)

    async def _owned(self, by: str) -> None:
        """End the orphans that a checkout owns by now."""
        for orphan in await self.orphans.open():
            if owner := await self.checkouts.of_payment(orphan.payment_id):
                move = partial(_owned, checkout_id=owner.id, by=by, at=self.clock.now())
                await self.orphans.update(orphan.payment_id, move)

    async def _look(self, checkout_id: str, by: str, walk: _Walk) -> None:
        try:
            before = await self.checkouts.get(checkout_id)
            after = await self.settle(checkout_id, by=by)
        except (ProviderUnavailable, ProviderFailed, ProviderRefused):
            walk.failed.append(checkout_id)
            return
        if after.revision != before.revision:
            walk.changed.append(checkout_id)


def _owned(orphan: Orphan, *, checkout_id: str, by: str, at: datetime) -> Orphan:
    return orphan.owned(checkout_id, by, at)
