"""The provider of payments, as the shop's server reaches it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.evidence import Evidence
from domain.payment import Payment, ProviderDispute, ProviderRefund
from domain.ports.events import Hint


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """What a payment is made of. `amount` is in minor units of `currency`; `metadata` binds it to its checkout.

    `alma_only` offers Alma alone; otherwise every way to pay that the account has, without Alma if `exclude_alma`.
    `manual_capture` reserves the money first.
    """

    amount: int
    currency: str
    metadata: Mapping[str, str]
    alma_only: bool
    exclude_alma: bool
    manual_capture: bool


class PaymentGateway(Protocol):
    """The provider of payments.

    Promises of every call: it gives a fresh snapshot, or raises `ProviderRefused` (a definite no: nothing happened, and
    the key is used up), `ProviderUnavailable` (outcome unknown: it may have happened) or `ProviderFailed` (our key or
    account is refused, or the answer cannot be read). The same `key` with the same parameters within 24 hours is one
    effect, and the first answer again; with other parameters it is refused.
    """

    @property
    def name(self) -> str:
        """Give `sandbox` or `stripe`."""

    async def create(self, payment: NewPayment, *, key: str) -> Payment:
        """Make a payment, at `AwaitingMethod`, with its metadata."""

    async def look_up(self, payment_id: str) -> Payment:
        """Tell a payment as it is now, with every refund and dispute; an unknown id is refused."""

    async def find(self, checkout_id: str) -> Payment | None:
        """Find the payment whose metadata names this checkout, if there is one."""

    def touched(self, *, since: datetime) -> AsyncIterator[str]:
        """Give the ids of all payments made since, or of which a refund or dispute was; some more than once."""

    def events(self, *, since: datetime) -> AsyncIterator[Hint]:
        """Give the facts of all events since that matter to us, as far back as the provider keeps them."""

    async def client_secret(self, payment_id: str) -> str:
        """Give the secret with which the customer's browser may confirm this payment."""

    async def confirm(self, payment_id: str, *, return_to: str, key: str) -> Payment:
        """Begin an attempt with Alma: `AwaitingAction` with the address to send the customer to.

        Refused in any status but `AwaitingMethod`, `AwaitingConfirmation` and `AwaitingAction` (which begins a new
        attempt), without a return address, and where Alma is not offered.
        """

    async def change_amount(self, payment_id: str, amount: int, *, exclude_alma: bool | None, key: str) -> Payment:
        """Set the amount, and whether Alma is kept out, of a payment at `AwaitingMethod` or `AwaitingConfirmation`.

        `exclude_alma` is None for a payment made with `alma_only`, which is left so. It clears the last error.
        """

    async def capture(self, payment_id: str, amount: int, *, key: str) -> Payment:
        """Take an amount, at most what is `Capturable`, and release the rest. Once."""

    async def cancel(self, payment_id: str, reason: str, *, key: str) -> Payment:
        """Call a payment off. Refused in `InProgress`, `Succeeded` and `Voided`."""

    async def refund(
        self, payment_id: str, *, amount: int, reason: str | None, refund: str, key: str
    ) -> ProviderRefund:
        """Give money of a `Succeeded` payment back, with our id `refund` in its metadata. Refused over what is left."""

    async def submit_evidence(
        self, payment_id: str, dispute_id: str, evidence: Evidence, *, submission: str, key: str
    ) -> ProviderDispute:
        """Answer an open dispute, once, with our id `submission` in its metadata; the provider decides from then on.

        A dispute that has the evidence of this id is told as it is. Refused for one that is decided or past its date,
        that nobody knows, or that has other evidence.
        """
