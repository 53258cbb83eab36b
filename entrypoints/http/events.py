"""The events for the shop's own systems: list them, and send them again (R88)."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import FromPath, QueryParameter

from domain.errors import InvalidRequest
from domain.outgoing import Delivery
from domain.ports import EventSearch, Outbox
from domain.use_cases.resend_events import ResendEvents
from entrypoints.cursor import position_of
from entrypoints.event_view import event_view, events_view
from entrypoints.http.answers import answers
from entrypoints.http.guarding import guarded
from entrypoints.http.reading import known_query, limit_of
from entrypoints.http.uses import Use
from entrypoints.view import View

_STATES = [state.value for state in Delivery]


@get("/", guards=guarded(known_query), query=("state", "limit", "cursor"), responses=answers("events", 400, 401, 503))
async def list_events(
    outbox: Use[Outbox],
    wanted: Annotated[str | None, QueryParameter(name="state", description=f"One of {', '.join(_STATES)}.")] = None,
    limit: Annotated[str | None, QueryParameter(description="1 to 100, otherwise 20.")] = None,
    cursor: Annotated[str | None, QueryParameter(description="The `next_cursor` of the page before.")] = None,
) -> View:
    """List the events for the shop's systems, newest first."""
    if wanted is not None and wanted not in _STATES:
        raise InvalidRequest("state", f"must be one of {', '.join(_STATES)}.")
    search = EventSearch(
        state=None if wanted is None else Delivery(wanted), limit=limit_of(limit), after=position_of(cursor)
    )
    return events_view(await outbox.search(search))


@post("/{event_id:str}/resend", status_code=200, responses=answers("event", 400, 401, 404, 503))
async def resend_event(event_id: FromPath[str], resend_events: Use[ResendEvents]) -> View:
    """Deliver an event once more, from now on for three days."""
    return event_view(await resend_events(event_id))


@post("/resend", status_code=200, responses=answers("resent", 401, 503))
async def resend_undelivered_events(resend_events: Use[ResendEvents]) -> View:
    """Deliver once more what could not be delivered until now."""
    return {"resent": await resend_events.undelivered()}


events = Router("/events", route_handlers=[list_events, resend_event, resend_undelivered_events])
