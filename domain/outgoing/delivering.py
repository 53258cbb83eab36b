"""How events are delivered: at least once, with growing pauses, for three days; then they wait for a person."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.orphans import Done
from domain.outgoing.event import Answer, Delivery, OutgoingEvent
from domain.schedule import spread

PERIOD = timedelta(days=3)
"""How long an event is tried, from its first try or from when it was sent again; the last try is at its end."""
_FIRST, _LONGEST = timedelta(seconds=5), timedelta(hours=6)


def answered(event: OutgoingEvent, answer: Answer, *, lease: datetime | None, at: datetime) -> OutgoingEvent:
    """Take in what the receiver said to a try that was made under a lease.

    What it accepted is delivered, however late that is heard. Anything else, redirects too, is tried again, unless it
    is over; where another worker is at it by now, or it is over already, that changes nothing.
    """
    tried = replace(event, leased_until=None, tries=event.tries + 1, last_tried_at=at, last_answer=str(answer.said))
    if answer.accepted and event.state in {Delivery.WAITING, Delivery.UNDELIVERED}:
        return replace(tried, state=Delivery.DELIVERED, try_at=None)
    if event.state is not Delivery.WAITING or event.leased_until != lease:
        return event
    again = None if answer.gone else _next_try(event, answer.wait, at)
    return replace(tried, state=Delivery.WAITING if again else Delivery.UNDELIVERED, try_at=again)


def resent(event: OutgoingEvent, *, at: datetime) -> OutgoingEvent:
    """Try an event for another three days, from now on; one that somebody is at, once they are done."""
    return replace(event, state=Delivery.WAITING, since=at, try_at=max(at, event.leased_until or at), aside=None)


def set_aside(event: OutgoingEvent, done: Done) -> OutgoingEvent:
    """Write down that a person took care of an event that was not delivered; any other stays as it is."""
    if event.state is not Delivery.UNDELIVERED:
        return event
    return replace(event, state=Delivery.SET_ASIDE, aside=done)


def _next_try(event: OutgoingEvent, wait: timedelta, at: datetime) -> datetime | None:
    """Give the next try: after as long as it has been tried already, or as the receiver wants; None if it is over."""
    end = event.since + PERIOD
    if at >= end:
        return None
    pause = min(max(_FIRST, at - event.since), _LONGEST)
    pause += spread(pause / 10, f"{event.id} {at}")
    return min(at + max(pause, min(wait, _LONGEST)), end)
