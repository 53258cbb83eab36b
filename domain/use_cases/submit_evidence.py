"""Answering a dispute with evidence (R70)."""

from contextlib import suppress
from dataclasses import dataclass

from domain import disputing
from domain.checkout import Checkout
from domain.disputes import Dispute, Submission
from domain.errors import ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.evidence import Evidence
from domain.ports import Checkouts, Clock, Ids, PaymentGateway
from domain.use_cases.settle import SettleCheckout


@dataclass(frozen=True, slots=True)
class Submitted:
    """A dispute that the provider has evidence for; `replayed` if it was submitted before."""

    dispute: Dispute
    checkout: Checkout
    replayed: bool


@dataclass(frozen=True, slots=True)
class SubmitEvidence:
    """Submit evidence for an open dispute, once; after an answer that was lost the same call goes on."""

    checkouts: Checkouts
    gateway: PaymentGateway
    clock: Clock
    ids: Ids
    settle: SettleCheckout

    async def __call__(
        self, checkout_id: str, evidence: Evidence, *, by: str, dispute_id: str | None = None
    ) -> Submitted:
        """Settle, write the evidence down, then hand it to the provider. The files themselves are not kept.

        Raises:
            NotFound, InvalidRequest: it is not clear which dispute is meant.
            NoEvidenceWanted: it is decided, or answered already.
            ProviderRefused: for good; other evidence may be submitted.
            ProviderUnavailable, ProviderFailed: the outcome is unknown; the same evidence may be submitted again.
        """
        await self.settle(checkout_id, by=by)
        fresh = Submission(
            id=self.ids.new("ev"),
            fingerprint=evidence.fingerprint,
            files=evidence.kinds,
            has_text=evidence.text is not None,
            at=self.clock.now(),
            by=by,
            pending=True,
        )
        asked = await self.checkouts.update(checkout_id, lambda stored: disputing.asked(stored, dispute_id, fresh))
        dispute = disputing.wanted(asked, dispute_id)
        if dispute.answered:
            return Submitted(dispute, asked, replayed=True)
        return await self._submitted(asked, dispute, evidence, by)

    async def _submitted(self, asked: Checkout, dispute: Dispute, evidence: Evidence, by: str) -> Submitted:
        submission = dispute.submission
        assert submission  # noqa: S101 -- it was written down a moment ago
        assert submission.id  # noqa: S101 -- and is ours
        try:
            news = await self.gateway.submit_evidence(
                asked.payment_id,
                dispute.id,
                evidence,
                submission=submission.id,
                key=f"{asked.id}/evidence/{submission.id}",
            )
        except ProviderRefused:
            now = await self._refused(asked, submission, by)
            if not _has(now, submission):
                raise
        else:
            at = self.clock.now()
            now = await self.checkouts.update(asked.id, lambda stored: disputing.answered(stored, news, at=at, by=by))
        return Submitted(_of(now, dispute), now, replayed=False)

    async def _refused(self, asked: Checkout, submission: Submission, by: str) -> Checkout:
        """See whether the provider has it already, from a call whose answer was lost; else it is forgotten."""
        with suppress(ProviderUnavailable, ProviderFailed, ProviderRefused):
            await self.settle(asked.id, by=by)
        at = self.clock.now()
        return await self.checkouts.update(asked.id, lambda stored: disputing.refused(stored, submission, at=at))


def _of(checkout: Checkout, dispute: Dispute) -> Dispute:
    return next(known for known in checkout.disputes if known.id == dispute.id)


def _has(checkout: Checkout, submission: Submission) -> bool:
    """Say whether the provider is known to have this very evidence."""
    return any(dispute.submission and dispute.submission.id == submission.id for dispute in checkout.disputes)
