"""Stripe's dashboard: what people do to a payment behind the shop's back."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.stripe_emulator import life, money_back
from tests.support.stripe_emulator.account import Account, Document, new_id
from tests.support.stripe_emulator.decisions import decided
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.objects import Dispute, Intent, Refund
from tests.support.stripe_emulator.recording import happened
from tests.support.stripe_emulator.refusals import unexpected


class Dashboard:
    """The account in the hands of a person at the shop, or at Stripe."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def payments(self) -> list[str]:
        """Give the id of every PaymentIntent, oldest first."""
        with self._emulator.acting() as account:
            return [intent.id for intent in reversed(account.all(Intent))]

    def see(self, object_id: str) -> Document:
        """Look at an object as it is now."""
        with self._emulator.acting() as account:
            return document(account, account.objects[object_id])

    def capture(self, payment: str, amount: int | None = None) -> None:
        with self._of(payment) as (account, intent):
            if intent.status != "requires_capture":
                raise unexpected(intent, "capture")
            life.captured(account, intent, amount or intent.amount)

    def cancel(self, payment: str, reason: str = "requested_by_customer") -> None:
        with self._of(payment) as (account, intent):
            if intent.status not in life.CANCELABLE:
                raise unexpected(intent, "cancel")
            life.canceled(account, intent, reason, at=account.now())

    def refund(self, payment: str, amount: int | None = None) -> str:
        """Give back an amount, or all that is left, without any metadata; give the refund's id."""
        with self._of(payment) as (account, intent):
            return money_back.refund(account, intent, amount, reason=None, metadata={}).id

    def fail_refund(self, payment: str, refund: str, failure: str = "insufficient_funds") -> None:
        """Have a refund fail, also one that had succeeded."""
        with self._of(payment) as (account, _):
            money_back.failed(account, account.get(Refund, refund), failure, at=account.now())

    def dispute(self, payment: str, amount: int | None = None) -> str:
        """Open a dispute; give its id."""
        with self._of(payment) as (account, intent):
            return money_back.disputed(account, intent, amount).id

    def close_dispute(self, payment: str, dispute: str, status: str) -> None:
        """Close a dispute, or move it on: `won`, `lost`, or any other of Stripe's words."""
        with self._of(payment) as (account, _):
            money_back.dispute_moved(account, account.get(Dispute, dispute), status)

    def submit_evidence(self, payment: str, dispute: str, *kinds: str) -> None:
        """Answer a dispute with a file of each kind, without any metadata."""
        with self._of(payment) as (account, _):
            answered = account.get(Dispute, dispute)
            answered.evidence = {kind: new_id("file") for kind in kinds}
            answered.submissions += 1
            money_back.dispute_moved(account, answered, "under_review")

    def alter(
        self,
        payment: str,
        *,
        amount: int | None = None,
        received: int | None = None,
        currency: str | None = None,
        metadata: dict[str, str] | None = None,
    ) -> None:
        """Change facts in any status, which Stripe itself never does, so that they contradict the order."""
        with self._of(payment) as (_, intent):
            intent.amount = intent.amount if amount is None else amount
            intent.received = intent.received if received is None else received
            intent.currency = (currency or intent.currency).lower()
            intent.metadata = intent.metadata if metadata is None else dict(metadata)

    def put(self, payment: str, status: str) -> None:
        """Put a payment into `processing`, or any status, known or not."""
        with self._of(payment) as (account, intent):
            intent.status = status
            if status == "processing":
                happened(account, "payment_intent.processing", intent, at=account.now())

    def decide(self, payment: str, decision: str) -> None:
        """End an attempt that waits for a bank or is `processing`: `approve`, `refuse` or `expire`."""
        with self._of(payment) as (account, intent):
            decided(account, intent, decision)

    @contextmanager
    def _of(self, payment: str) -> Iterator[tuple[Account, Intent]]:
        with self._emulator.acting() as account:
            yield account, account.get(Intent, payment)
