"""The shapes of what is answered, as they are documented: a test holds every answer against them."""

from typing import Any, Literal

from msgspec import Struct

from entrypoints.http.checkout_shape import Answer, CheckoutShape, DisputeShape, FailureShape, Status


class PageShape(Answer):
    """Checkouts, newest first."""

    items: list[CheckoutShape]
    next_cursor: str | None


class SecretShape(Answer):
    """For the customer's browser alone."""

    client_secret: str
    publishable_key: str | None


class DisputesShape(Answer):
    """Every dispute over a checkout, oldest first."""

    items: list[DisputeShape]
    hold_shipment: bool


class HappenedShape(Answer):
    """One thing that happened."""

    at: str
    event: str
    by: str
    detail: dict[str, Any]


class TimelineShape(Answer):
    """What happened, oldest first."""

    items: list[HappenedShape]


class ExplanationShape(Answer):
    """How it stands, in words."""

    summary: str
    waiting_for: str | None
    next: str | None
    operator_can: list[str]


class StatusShape(Answer):
    """What a customer's page needs to know."""

    status: Status
    deadline: str | None
    last_failure: FailureShape | None


class HealthShape(Answer):
    """How the process does."""

    status: str


class CheckShape(Answer):
    """One thing that was looked at, and the cure of what is not ok."""

    name: str
    result: Literal["ok", "warning", "problem"]
    message: str
    cure: str | None


class ExaminationShape(Answer):
    """What an examination found; healthy without a problem."""

    checks: list[CheckShape]
    healthy: bool


class ProblemShape(Struct):
    """A refusal (RFC 9457), with the figures of its rule beside the code."""

    type: str
    title: str
    status: int
    detail: str
    code: str
