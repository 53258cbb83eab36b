"""The shape of a checkout and its parts, as it is documented: a test holds every answer against it."""

from typing import Literal

from msgspec import Struct

Status = Literal["open", "awaiting_customer", "processing", "authorized", "paid", "canceled", "in_review"]


class Answer(Struct, forbid_unknown_fields=True):
    """A JSON object in which nothing is missing: what is absent is null or []."""


class Sentence(Answer):
    """Something said to a customer, in each language."""

    en: str
    fr: str


class ObstacleShape(Struct):
    """Why Alma is not offered, with the figures of its rule beside the code."""

    code: str
    message: Sentence


class Installment(Answer):
    """One part of a plan, in minor units."""

    amount: int
    due_on: str


class PlanShape(Answer):
    """Paying in 2, 3 or 4, as it would look like from today on."""

    count: int
    indicative: bool
    installments: list[Installment]


class VerdictShape(Answer):
    """Whether Alma is offered, why not, and what it would look like."""

    eligible: bool
    obstacles: list[ObstacleShape]
    plans: list[PlanShape]


class LineShape(Answer):
    """One line of the order."""

    name: str
    quantity: int
    unit_amount: int


class AttemptShape(Answer):
    """One try of the customer to pay."""

    number: int
    method: str
    redirect_url: str | None
    started_at: str
    deadline: str


class FailureShape(Answer):
    """Why the last attempt ended."""

    reason: str
    code: str | None
    decline_code: str | None
    message: str | None
    advice: str
    at: str


class PaymentShape(Answer):
    """The payment at the provider, and what Alma says of its plan once it is paid."""

    gateway: str
    id: str
    installment_count: int | None
    transaction_id: str | None


class RefundShape(Answer):
    """Money going back, in minor units."""

    id: str
    amount: int
    status: Literal["pending", "succeeded", "failed"]
    reason: str | None
    failure: str | None
    adopted: bool
    created_at: str


class EvidenceShape(Answer):
    """What a dispute was answered with: `pending` until the provider is known to have it."""

    status: Literal["pending", "submitted"]
    files: list[str]
    text: bool
    at: str
    by: str


class DisputeShape(Answer):
    """A dispute over the payment; `reason` is the provider's word for it."""

    id: str
    status: Literal["open", "won", "lost"]
    amount: int
    reason: str | None
    evidence_due_at: str
    opened_at: str
    closed_at: str | None
    evidence: EvidenceShape | None


class FactsShape(Answer):
    """What of a payment is held against its order; amounts in minor units."""

    amount: int
    currency: str
    checkout: str | None
    received: int | None


class ReviewShape(Answer):
    """The facts that contradict each other: what caused the review, and all of them side by side."""

    reason: Literal["amount_differs", "currency_differs", "not_ours"]
    expected: str | int
    found: str | int | None
    since: str
    order: FactsShape
    provider: FactsShape | None
    differs: list[Literal["checkout", "currency", "amount", "received"]]


class CancellationShape(Answer):
    """Why, when and by whom it was called off."""

    reason: str
    by: str
    at: str


class OtherShape(Answer):
    """Another checkout of the same order."""

    id: str
    status: Status


class CheckoutShape(Answer):
    """A checkout as it stands; money in minor units."""

    id: str
    order: str
    status: Status
    amount: int
    currency: str
    country: str
    methods: Literal["automatic", "alma"]
    capture: Literal["automatic", "manual"]
    locale: str | None
    return_url: str | None
    lines: list[LineShape]
    alma: VerdictShape
    attempt: AttemptShape | None
    last_failure: FailureShape | None
    payment: PaymentShape | None
    captured: int
    refunded: int
    refundable: int
    refunds: list[RefundShape]
    dispute: DisputeShape | None
    hold_shipment: bool
    review: ReviewShape | None
    cancellation: CancellationShape | None
    capture_before: str | None
    lapses_at: str
    others: list[OtherShape]
    pay_url: str
    created_at: str
    updated_at: str
