"""What Stripe keeps, as the emulator keeps it. Amounts are in minor units, times in whole seconds since 1970."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Method:
    """A PaymentMethod, single use."""

    id: str
    kind: str
    created: int


@dataclass(slots=True)
class Attempt:
    """A customer's visit to Alma, known by the token in the redirect address alone."""

    token: str
    intent: str
    began: int
    url: str
    return_url: str


@dataclass(slots=True)
class Intent:
    """A PaymentIntent. `allowed` excludes automatic methods; `error` is the document of `last_payment_error`."""

    id: str
    amount: int
    currency: str
    created: int
    client_secret: str
    capture_method: str
    metadata: dict[str, str]
    allowed: tuple[str, ...] | None = None
    excluded: tuple[str, ...] = ()
    status: str = "requires_payment_method"
    method: Method | None = None
    attempt: Attempt | None = None
    error: dict[str, Any] | None = None
    charge: str | None = None
    received: int = 0
    canceled_at: int | None = None
    cancellation_reason: str | None = None


@dataclass(slots=True)
class Charge:
    """A Charge: made when an attempt is approved, with a copy of the metadata of that moment."""

    id: str
    intent: str
    amount: int
    currency: str
    created: int
    method: Method
    metadata: dict[str, str]
    captured: int = 0
    balance_transaction: str | None = None
    booked_at: int | None = None
    installments: int | None = None
    transaction_id: str | None = None
    failure: str | None = None


@dataclass(slots=True)
class Refund:
    """A Refund; `doomed` is why it is not going to arrive, if it is not."""

    id: str
    intent: str
    charge: str
    amount: int
    currency: str
    created: int
    metadata: dict[str, str]
    reason: str | None = None
    status: str = "pending"
    failure: str | None = None
    doomed: str | None = None


@dataclass(slots=True)
class Dispute:
    """A Dispute over a charge."""

    id: str
    intent: str
    charge: str
    amount: int
    currency: str
    created: int
    due_by: int
    status: str = "needs_response"
    evidence: dict[str, str] = field(default_factory=dict)
    submissions: int = 0
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class File:
    """A File: uploaded for a purpose, and named by others through its id."""

    id: str
    purpose: str
    filename: str
    kind: str
    size: int
    created: int


@dataclass(slots=True)
class WebhookEndpoint:
    """An address of the shop that events are sent to; the secret is told at its creation alone."""

    id: str
    url: str
    enabled_events: list[str]
    created: int
    secret: str
    api_version: str | None = None
    description: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    status: str = "enabled"


@dataclass(slots=True)
class Event:
    """An Event: what happened, with the object as it was then."""

    id: str
    type: str
    created: int
    data: dict[str, Any]
    request: dict[str, str | None]
