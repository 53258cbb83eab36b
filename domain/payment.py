"""A payment as the provider tells it: one snapshot, in our words. Its status is a type with just the facts it has."""

from dataclasses import dataclass
from datetime import datetime

ALMA = "alma"
"""The provider's name of the way to pay this system is about."""


@dataclass(frozen=True, slots=True)
class Method:
    """The way to pay that an attempt uses: the provider's id for it, its kind (`alma`, `card`), when it was made."""

    id: str | None
    kind: str
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaymentError:
    """Why the provider says an attempt ended: its codes as given, and the method it speaks of, if it says (R6)."""

    code: str | None
    decline_code: str | None = None
    message: str | None = None
    method: Method | None = None


@dataclass(frozen=True, slots=True)
class AwaitingMethod:
    """Nothing runs: the customer has to choose a way to pay; `error` is why the last attempt ended."""

    error: PaymentError | None = None


@dataclass(frozen=True, slots=True)
class AwaitingConfirmation:
    """A way to pay is chosen and not yet confirmed."""


@dataclass(frozen=True, slots=True)
class AwaitingAction:
    """The customer was sent to Alma, or has to do something else elsewhere."""

    method: Method
    redirect_url: str | None


@dataclass(frozen=True, slots=True)
class InProgress:
    """The provider is working on it."""

    method: Method | None = None


@dataclass(frozen=True, slots=True)
class Capturable:
    """An amount in minor units is reserved and waits for capture."""

    amount: int
    method: Method | None = None


@dataclass(frozen=True, slots=True)
class Succeeded:
    """Money was received: how much in minor units, when, and what Alma says of its plan, where it does."""

    received: int
    paid_at: datetime
    method: Method | None = None
    installment_count: int | None = None
    transaction_id: str | None = None


@dataclass(frozen=True, slots=True)
class Voided:
    """Called off at the provider, with its reason and time where it gives them."""

    reason: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unheard:
    """A status nobody told us of; `name` is the provider's word (R3)."""

    name: str


PaymentStatus = (
    AwaitingMethod | AwaitingConfirmation | AwaitingAction | InProgress | Capturable | Succeeded | Voided | Unheard
)


@dataclass(frozen=True, slots=True)
class ProviderRefund:
    """A refund as the provider tells it. `refund` is our id from its metadata, if it has one; amounts in minor units.

    `status` is the provider's own word: `pending`, `requires_action`, `succeeded`, `failed`, `canceled`.
    """

    id: str
    amount: int
    status: str
    created_at: datetime
    refund: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class ProviderEvidence:
    """Evidence that was submitted: the kinds of its files, whether it has a text, and our id in its metadata."""

    files: tuple[str, ...]
    has_text: bool = False
    submission: str | None = None


@dataclass(frozen=True, slots=True)
class ProviderDispute:
    """A dispute as the provider tells it; `status` and `reason` are the provider's own words."""

    id: str
    amount: int
    status: str
    opened_at: datetime
    evidence_due_at: datetime | None = None
    reason: str | None = None
    evidence: ProviderEvidence | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """The provider's whole answer about one payment. `amount` is in minor units of `currency` (upper case).

    `checkout` and `installation` are what its metadata names: the checkout it was made for, and the store whose it is
    (R85). `offered` are the kinds of method that can pay it.
    """

    id: str
    amount: int
    currency: str
    checkout: str | None
    created_at: datetime
    status: PaymentStatus
    offered: frozenset[str] = frozenset()
    refunds: tuple[ProviderRefund, ...] = ()
    disputes: tuple[ProviderDispute, ...] = ()
    installation: str | None = None
