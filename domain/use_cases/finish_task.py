"""Saying that a task is done: by whom, when, and with which note; the first word on it stays."""

from dataclasses import dataclass
from datetime import datetime

from domain.checkout import Checkout
from domain.errors import CheckoutNotFound, NotAllowedNow, NotFound
from domain.order import plain_text
from domain.orphans import Done
from domain.outgoing import set_aside
from domain.ports import Checkouts, Clock, Orphans, Outbox
from domain.tasks import ENDED_BY_DEED, SAID_DONE, Kind, of_orders, open_tasks, subject_of
from domain.timeline import Entry


@dataclass(frozen=True, slots=True)
class FinishTask:
    """Take a task off the list, since a person has seen to it."""

    checkouts: Checkouts
    orphans: Orphans
    outbox: Outbox
    clock: Clock

    async def __call__(self, task_id: str, *, by: str, note: str | None = None) -> Done:
        """Give who said that it is done, when and with which note; a second time, what was said first.

        Raises:
            InvalidRequest: the note is empty, too long, or has control characters.
            NotFound: there is no such task.
            NotAllowedNow: it ends by what is done about it, such as a capture or a decision.
        """
        if note is not None:
            plain_text(note, "note")
        subject, at = subject_of(task_id), self.clock.now()
        if task_id == f"{subject}.{Kind.ORPHAN}":
            orphan = await self.orphans.update(subject, lambda known: known.ended(by, at, note))
            done = orphan.done if orphan else None
        elif task_id == f"{subject}.{Kind.UNDELIVERED}":
            done = await self._of_event(subject, Done(by, at, note))
        else:
            done = await self._of_checkout(subject, task_id, Done(by, at, note))
        if done is None:
            raise NotFound(f"There is no task {ascii(task_id)[1:-1]}.")
        return done

    async def _of_event(self, event_id: str, done: Done) -> Done | None:
        try:
            return (await self.outbox.update(event_id, lambda event: set_aside(event, done))).aside
        except NotFound:
            return None

    async def _of_checkout(self, checkout_id: str, task_id: str, done: Done) -> Done | None:
        try:
            checkout = await self.checkouts.get(checkout_id)
        except CheckoutNotFound:
            return None
        twice = of_orders(await self.checkouts.of_order(checkout.order.reference))
        is_twice = any(task.id == task_id for task in twice)

        def move(stored: Checkout) -> Checkout:
            if said(stored, task_id) or not (is_twice or _is_open(stored, task_id, done.at)):
                return stored
            detail = {"task": task_id} | ({"note": done.note} if done.note else {})
            return stored.changed(done.at, Entry(done.at, SAID_DONE, done.by, detail))

        return said(await self.checkouts.update(checkout_id, move), task_id)


def said(checkout: Checkout, task_id: str) -> Done | None:
    """Give what was said of a task of this checkout, if anything was."""
    for entry in checkout.timeline:
        if entry.event == SAID_DONE and entry.detail.get("task") == task_id:
            note = entry.detail.get("note")
            return Done(entry.by, entry.at, note if isinstance(note, str) else None)
    return None


def _is_open(checkout: Checkout, task_id: str, at: datetime) -> bool:
    for task in open_tasks(checkout, at):
        if task.id == task_id:
            if task.kind in ENDED_BY_DEED:
                raise NotAllowedNow("Saying that this is done", checkout.status)
            return True
    return False
