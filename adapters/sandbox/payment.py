"""A payment as the sandbox keeps it: the provider's own facts, in the provider's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.payment import ALMA, Method, PaymentError, ProviderDispute, ProviderRefund

CARD = "card"
"""The other way to pay that the sandbox has."""

KEY_LIFE = timedelta(hours=24)
"""How long the provider remembers what a key was answered."""


CLOSED = frozenset({"won", "lost", "warning_closed", "prevented"})
"""The provider's words for a dispute that is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One payment and all that happened to it. Amounts are in minor units of `currency`, which is upper case.

    `status` is the provider's word. `return_to` is where Alma last was told to send the customer back to. `doomed`
    are the ids of refunds that are going to fail, each with the reason.
    """

    id: str
    amount: int
    currency: str
    metadata: Mapping[str, str]
    alma_only: bool
    alma_excluded: bool
    manual_capture: bool
    created_at: datetime
    status: str = "requires_payment_method"
    alma_enabled: bool = True
    method: Method | None = None
    error: PaymentError | None = None
    redirect_url: str | None = None
    return_to: str | None = None
    received: int = 0
    paid_at: datetime | None = None
    installment_count: int | None = None
    transaction_id: str | None = None
    cancellation_reason: str | None = None
    canceled_at: datetime | None = None
    refunds: tuple[ProviderRefund, ...] = ()
    doomed: Mapping[str, str] | None = None
    disputes: tuple[ProviderDispute, ...] = ()

    @property
    def offered(self) -> frozenset[str]:
        """The kinds of method that can pay it; what does not fit is left out in silence, as the provider does."""
        alma = self.alma_enabled and self.currency == "EUR" and not self.alma_excluded
        kinds = frozenset({ALMA} if alma else ())
        return kinds if self.alma_only else kinds | {CARD}

    @property
    def at_alma(self) -> bool:
        """Whether the customer is on Alma's page now, or may go there."""
        return self.status == "requires_action" and self.method is not None and self.method.kind == ALMA


def touched_since(intent: Intent, since: datetime) -> bool:
    """Say whether a payment was made since a moment, or a refund or a dispute of it was."""
    refunds, disputes = intent.refunds, intent.disputes
    made = [intent.created_at, *(it.created_at for it in refunds), *(it.opened_at for it in disputes)]
    return any(at >= since for at in made)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a key was answered, so that it is answered the same again: the payment as it was then.

    Without a payment it is a refusal, with the provider's code and message.
    """

    key: str
    fingerprint: str
    at: datetime
    intent: Intent | None
    code: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class SandboxPayment:
    """What is kept under a payment's id: the payment, unless its creation was refused, and the keys used on it."""

    id: str
    intent: Intent | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def checkout(self) -> str | None:
        """The checkout that the metadata names, by which the payment is found."""
        return self.intent.metadata.get("checkout") if self.intent else None

    @property
    def created_at(self) -> datetime | None:
        """When the payment was made, if it was."""
        return self.intent.created_at if self.intent else None

    def live_answers(self, at: datetime) -> tuple[Answer, ...]:
        """Give what is still remembered at a time: the answers of the last 24 hours."""
        return tuple(answer for answer in self.answers if at - answer.at < KEY_LIFE)

    def answer_to(self, key: str, at: datetime) -> Answer | None:
        """Give what a key was answered, if that is still remembered."""
        return next((answer for answer in self.live_answers(at) if answer.key == key), None)
