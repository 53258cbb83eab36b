"""The record of what happened: an Event for each change, with a snapshot of the object as it was then."""

from tests.support.stripe_emulator.account import Account, Document, Object, new_id
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.holding import held_to_class
from tests.support.stripe_emulator.layout import copied
from tests.support.stripe_emulator.objects import Event


def happened(account: Account, kind: str, thing: Object, *, at: int, before: Document | None = None) -> None:
    """Record an event of a type; `before` are the fields that had other values."""
    snapshot = copied(document(account, thing))
    held_to_class(snapshot)
    data = {"object": snapshot, **({"previous_attributes": before} if before else {})}
    event = account.add(Event(new_id("evt"), kind, at, data, dict(account.request)))
    held_to_class(document(account, event))
    account.events.append(event)
