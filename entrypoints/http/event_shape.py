"""The shape of an event for the shop's systems, as it is documented: a test holds every event against it."""

from typing import Literal

from entrypoints.http.checkout_shape import (
    Answer,
    CancellationShape,
    DisputeShape,
    FailureShape,
    RefundShape,
    Status,
)


class EventDataShape(Answer):
    """What is told: the checkout as it stood then, and what it is about; money in minor units."""

    checkout: str
    order: str
    status: Status
    amount: int
    currency: str
    captured: int
    refunded: int
    refundable: int
    hold_shipment: bool
    capture_before: str | None
    failure: FailureShape | None
    cancellation: CancellationShape | None
    refund: RefundShape | None
    dispute: DisputeShape | None


class SetAsideShape(Answer):
    """Who took care of an event that was not delivered, and when."""

    by: str
    at: str
    note: str | None


class EventShape(Answer):
    """An event, and how its delivery stands; `last_answer` is a status, or a word for why there was none."""

    id: str
    type: str
    checkout: str
    happened_at: str
    data: EventDataShape
    state: Literal["waiting", "delivered", "undelivered", "set_aside"]
    tries: int
    try_at: str | None
    last_tried_at: str | None
    last_answer: str | None
    set_aside: SetAsideShape | None


class EventPageShape(Answer):
    """Events, newest first."""

    items: list[EventShape]
    next_cursor: str | None


class ResentShape(Answer):
    """How many events are delivered once more."""

    resent: int
