"""What the contract of `Outbox` is tried with."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import Checkout
from domain.outgoing import Answer, Delivery, OutgoingEvent, announced, answered
from domain.ports import EventSearch
from tests.contract.outboxes import Post
from tests.support.checkouts import A_MINUTE, NOON, a_checkout_at_alma, a_paid_checkout

LATER = NOON + 10 * A_MINUTE
UNTIL = LATER + A_MINUTE


def the_event(name: str = "velvet-armchair", *, at: datetime = NOON) -> OutgoingEvent:
    """Give the event of a checkout that was paid two minutes after it was opened."""
    (event,) = announced(a_checkout_at_alma(name, at=at), a_paid_checkout(name, at=at))
    return event


def paid(name: str, at: datetime = NOON) -> Checkout:
    """Give what a checkout at Alma becomes."""
    return a_paid_checkout(name, at=at)


async def pay(post: Post, *names: str, at: datetime = NOON) -> None:
    """Have checkouts be paid, each of which makes an event."""
    for name in names:
        await post.checkouts.add(a_checkout_at_alma(name, at=at), None, at=at)
        await post.checkouts.update(f"co_{name}", lambda _, name=name: paid(name, at))  # type: ignore[misc]  # the default binds the name


async def end(post: Post, event_id: str, answer: Answer, *, at: datetime = LATER) -> OutgoingEvent:
    """Have the receiver answer to an event that nobody has claimed."""
    return await post.outbox.update(event_id, lambda event: answered(event, answer, lease=event.leased_until, at=at))


async def ids(post: Post, state: Delivery | None = None) -> list[str]:
    """Name the events there are, newest first."""
    return [event.id for event in (await post.outbox.search(EventSearch(state=state, limit=100))).items]


def waiting_again(event: OutgoingEvent, at: datetime) -> OutgoingEvent:
    """Have an event be tried at some time."""
    return replace(event, try_at=at)
