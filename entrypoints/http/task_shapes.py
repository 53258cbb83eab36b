"""The shapes of what is told about tasks, and about payments that no checkout owns."""

from typing import Literal

from entrypoints.http.checkout_shape import Answer


class TaskShape(Answer):
    """Something that needs a person, with the verbs that help."""

    task: str
    kind: Literal[
        "capture",
        "dispute",
        "refund_failed",
        "review",
        "authorization_expired",
        "paid_twice",
        "orphan",
        "undelivered",
    ]
    subject: str
    order: str | None
    amount: int | None
    currency: str | None
    detail: str | None
    since: str
    worse_at: str
    overdue: bool
    message: str
    operator_can: list[str]


class TasksShape(Answer):
    """What needs a person, by when it gets worse, and how much of it has got worse already."""

    items: list[TaskShape]
    overdue: int


class DoneShape(Answer):
    """Who said that a task is done, when, and with which note."""

    task: str
    by: str
    at: str
    note: str | None


class WordShape(Answer):
    """Who said that there is nothing more to do, when, and with which note."""

    by: str
    at: str
    note: str | None


class OrphanShape(Answer):
    """A payment of this installation that no checkout here owns."""

    payment: str
    checkout: str | None
    holds: Literal["received", "reserved", "nothing"]
    amount: int
    currency: str
    found_at: str
    done: WordShape | None


class ReconciledShape(Answer):
    """How much was looked at; ids of checkouts that changed, or of which there was no good answer, and of orphans."""

    checked: int
    changed: list[str]
    orphans: list[str]
    others: int
    failed: list[str]
