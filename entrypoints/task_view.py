"""What is shown of a task: one form, over HTTP and on the command line alike."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.money import money_text
from domain.orphans import Done, Orphan
from domain.representations import moment
from domain.tasks import Kind, Task
from domain.use_cases.reconcile import Reconciled
from entrypoints.view import View

CAN: dict[Kind, tuple[str, ...]] = {
    Kind.CAPTURE: ("capture", "cancel"),
    Kind.DISPUTE: ("dispute", "done"),
    Kind.REFUND_FAILED: ("refund", "done"),
    Kind.REVIEW: ("review",),
    Kind.AUTHORIZATION_EXPIRED: ("open", "done"),
    Kind.PAID_TWICE: ("refund", "done"),
    Kind.ORPHAN: ("orphan", "done"),
    Kind.UNDELIVERED: ("resend", "done"),
}
"""What an operator can do about each kind of task, by its verb."""

_WORDS = {
    Kind.CAPTURE: "{amount} of order {order} are reserved, and are lost unless captured in time.",
    Kind.DISPUTE: "{amount} of order {order} are disputed: hold what is not sent yet, and give evidence.",
    Kind.REFUND_FAILED: "The refund of {amount} of order {order} failed: pay the customer another way.",
    Kind.REVIEW: "Order {order} is in review: the provider's facts contradict it, and you decide.",
    Kind.AUTHORIZATION_EXPIRED: "{amount} of order {order} were not captured in time, and went back: ask anew.",
    Kind.PAID_TWICE: "Order {order} was paid twice: {amount} came beside {detail}, which was paid first.",
    Kind.ORPHAN: "No checkout here owns this payment, of which the provider {holds}.",
    Kind.UNDELIVERED: "The shop's system never took the event {detail} of order {order}.",
}
_HOLDS = {
    "received": "received {amount}",
    "reserved": "has reserved {amount}",
    "nothing": "holds nothing yet; a customer might still pay it",
}


def task_view(task: Task, at: datetime) -> View:
    """Show a task as it is at a moment."""
    return {
        "task": task.id,
        "kind": task.kind.value,
        "subject": task.subject,
        "order": task.order,
        "amount": task.amount,
        "currency": task.currency,
        "detail": task.detail,
        "since": moment(task.since),
        "worse_at": moment(task.worse_at),
        "overdue": task.overdue(at),
        "message": message(task),
        "operator_can": list(CAN[task.kind]),
    }


def tasks_view(tasks: Iterable[Task], at: datetime) -> View:
    """Show tasks, and how many of them are overdue."""
    items = [task_view(task, at) for task in tasks]
    return {"items": items, "overdue": sum(item["overdue"] for item in items)}


def done_view(task_id: str, done: Done) -> View:
    """Show who said that a task is done."""
    return {"task": task_id, "by": done.by, "at": moment(done.at), "note": done.note}


def orphan_view(orphan: Orphan) -> View:
    """Show a payment that nobody owns."""
    done = orphan.done
    return {
        "payment": orphan.payment_id,
        "checkout": orphan.checkout,
        "holds": orphan.holds,
        "amount": orphan.amount,
        "currency": orphan.currency,
        "found_at": moment(orphan.found_at),
        "done": None if done is None else {"by": done.by, "at": moment(done.at), "note": done.note},
    }


def reconciled_view(reconciled: Reconciled) -> View:
    """Show what came of a walk: ids of checkouts and of payments."""
    return {
        "checked": reconciled.checked,
        "changed": list(reconciled.changed),
        "orphans": [orphan.payment_id for orphan in reconciled.orphans],
        "others": reconciled.others,
        "failed": list(reconciled.failed),
    }


def message(task: Task) -> str:
    """Say what is to be done, in a sentence."""
    amount = "" if task.amount is None else money_text(task.amount, task.currency or "")
    figures: dict[str, Any] = {"amount": amount, "order": task.order, "detail": task.detail}
    holds = _HOLDS.get(task.detail or "", "").format(**figures)
    return _WORDS[task.kind].format(**figures, holds=holds)
