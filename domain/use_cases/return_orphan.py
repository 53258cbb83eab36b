"""Giving the money of an orphan back: a payment of ours that no checkout owns (R85)."""

from dataclasses import dataclass

from domain.errors import NotFound, ProviderRefused
from domain.orphans import REFUNDED, Orphan, left_of
from domain.payment import Payment, Succeeded, Voided
from domain.ports import Clock, Orphans, PaymentGateway
from domain.use_cases.find_owner import FindOwner


@dataclass(frozen=True, slots=True)
class ReturnOrphan:
    """Refund what was received, or call off what was only reserved or might still be paid."""

    orphans: Orphans
    gateway: PaymentGateway
    clock: Clock
    find_owner: FindOwner

    async def __call__(self, payment_id: str, *, by: str) -> Orphan:
        """Ask the provider how the payment stands, and give back all that is left; a second time changes nothing.

        Raises:
            NotFound: no such orphan is known; `reconcile` finds them. Or a checkout owns it by now.
            ProviderRefused, ProviderUnavailable: it stays a task, and the same call goes on.
        """
        known = await self.orphans.get(payment_id)
        if known is None:
            raise NotFound(f"There is no orphan payment {ascii(payment_id)[1:-1]}.")
        if known.done:
            return known
        payment = await self.gateway.look_up(payment_id)
        at = self.clock.now()
        if owner := await self.find_owner(payment):
            await self.orphans.update(payment_id, lambda orphan: orphan.owned(owner.id, by, at))
            raise NotFound(f"{payment_id} is no orphan any more: it belongs to checkout {owner.id}.")
        await self._returned(payment, known)
        ended = await self.orphans.update(payment_id, lambda orphan: orphan.ended(by, at, REFUNDED))
        return ended or known

    async def _returned(self, payment: Payment, known: Orphan) -> None:
        try:
            await self._asked(payment, f"{payment.id}/orphan/{known.used_keys + 1}")
        except ProviderRefused:
            await self.orphans.update(payment.id, lambda orphan: orphan.refused(known.used_keys))
            raise

    async def _asked(self, payment: Payment, key: str) -> None:
        if isinstance(payment.status, Voided):
            return
        if not isinstance(payment.status, Succeeded):
            await self.gateway.cancel(payment.id, "abandoned", key=f"{key}/cancel")
        elif left := left_of(payment):
            name = f"{key}/refund/{len(payment.refunds) + 1}/{left}"
            await self.gateway.refund(payment.id, amount=left, reason=None, refund=name, key=name)
