"""What each call answers, as the schema tells it: shapes, an example of each, and the refusals there may be."""

from dataclasses import dataclass, replace

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example, Operation, RequestBody

from entrypoints.http import checkout_shape, event_examples, event_shape, examples, shapes, task_shapes

ANSWERS: dict[str, tuple[type[object], object, str]] = {
    "checkout": (checkout_shape.CheckoutShape, examples.CHECKOUT, "The checkout as it stands."),
    "page": (shapes.PageShape, {"items": [examples.CHECKOUT], "next_cursor": None}, "Checkouts, newest first."),
    "refund": (checkout_shape.RefundShape, examples.REFUND, "The refund as it stands."),
    "dispute": (checkout_shape.DisputeShape, examples.DISPUTE, "The dispute as it stands."),
    "disputes": (
        shapes.DisputesShape,
        {"items": [examples.DISPUTE], "hold_shipment": True},
        "Every dispute, oldest first.",
    ),
    "secret": (shapes.SecretShape, examples.SECRET, "The secret of the payment."),
    "timeline": (shapes.TimelineShape, examples.TIMELINE, "What happened."),
    "explanation": (shapes.ExplanationShape, examples.EXPLANATION, "The checkout in words."),
    "verdict": (checkout_shape.VerdictShape, examples.VERDICT, "The verdict."),
    "status": (shapes.StatusShape, examples.STATUS, "How the checkout stands."),
    "tasks": (task_shapes.TasksShape, examples.TASKS, "What needs a person."),
    "done": (task_shapes.DoneShape, examples.DONE, "Who said that it is done, and when."),
    "orphan": (task_shapes.OrphanShape, examples.ORPHAN, "The payment as it stands."),
    "reconciled": (task_shapes.ReconciledShape, examples.RECONCILED, "What came of it."),
    "doctor": (shapes.ExaminationShape, examples.EXAMINATION, "What was found."),
    "event": (event_shape.EventShape, event_examples.EVENT, "The event as it stands."),
    "events": (
        event_shape.EventPageShape,
        {"items": [event_examples.EVENT], "next_cursor": None},
        "Events, newest first.",
    ),
    "resent": (event_shape.ResentShape, {"resent": 3}, "How many there were."),
    "health": (shapes.HealthShape, {"status": "ready"}, "It works."),
}

_REFUSALS = {
    400: "A field is missing or wrong.",
    401: "No API key that is known here.",
    404: "There is no such checkout, or no such event.",
    408: "The body did not arrive in time.",
    409: "Not in this status, or the idempotency key was used for another request.",
    413: "The body is larger than 64 KB.",
    415: "The body is not JSON.",
    429: "Too often; `Retry-After` says when to come back.",
    422: "Against a rule, or refused by the provider.",
    502: "The provider does not work with us.",
    503: "The provider or the database gives no answer.",
}

_IMPLIED = {400: 429, 413: 408}
"""Whoever may be told the one may be told the other: what is limited, and what reads a body."""


def answers(name: str, *refused: int, status: int = 200, **sentences: str) -> dict[int, ResponseSpec]:
    """Give what is documented for a call: its answer, and the statuses of its refusals.

    A refusal that means something else in this call has a sentence of its own: `_413="The body is larger than ..."`.
    """
    shape, example, sentence = ANSWERS[name]
    told = ResponseSpec(shape, generate_examples=False, description=sentence, examples=[Example(value=example)])
    return {status: told} | refusals(*refused, **sentences)


def refusals(*statuses: int, **sentences: str) -> dict[int, ResponseSpec]:
    """Give what is documented for the refusals of a call."""
    return {
        status: ResponseSpec(
            shapes.ProblemShape,
            generate_examples=False,
            description=sentences.get(f"_{status}", _REFUSALS[status]),
            media_type="application/problem+json",
            examples=[Example(value=examples.problem(status))],
        )
        for status in (*statuses, *(more for said, more in _IMPLIED.items() if said in statuses))
    }


def replayable(name: str, *refused: int, **sentences: str) -> dict[int, ResponseSpec]:
    """Give what is documented for a call that may come again: made the first time, replayed afterwards."""
    return answers(name, *refused, status=201, **sentences) | answers(name)


@dataclass
class BodyMayBeLeftOut(Operation):
    """A call whose body says nothing that is not the default; the framework would call it required."""

    def __post_init__(self) -> None:
        if isinstance(self.request_body, RequestBody):
            self.request_body = replace(self.request_body, required=False)
