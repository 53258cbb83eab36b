"""What is shown of an event for the shop's systems: one form, over HTTP and on the command line alike."""

from dataclasses import asdict

from domain.outgoing import OutgoingEvent
from domain.ports import EventPage
from domain.representations import moment
from entrypoints.cursor import text_of
from entrypoints.view import View


def event_view(event: OutgoingEvent) -> View:
    """Show an event: what was told, and how its delivery stands."""
    aside, tried_at = event.aside, event.last_tried_at
    return {
        "id": event.id,
        "type": event.type,
        "checkout": event.checkout,
        "happened_at": moment(event.happened_at),
        "data": dict(event.data),
        "state": event.state.value,
        "tries": event.tries,
        "try_at": moment(event.try_at) if event.try_at else None,
        "last_tried_at": moment(tried_at) if tried_at else None,
        "last_answer": event.last_answer,
        "set_aside": {**asdict(aside), "at": moment(aside.at)} if aside else None,
    }


def events_view(page: EventPage) -> View:
    """Show a page of events, newest first."""
    return {"items": [event_view(event) for event in page.items], "next_cursor": text_of(page.next)}
