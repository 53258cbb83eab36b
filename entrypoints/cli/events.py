"""`alma-checkout events`: what the shop's own systems are told, and sending it again."""

from collections.abc import Iterator
from typing import Any

import click

from domain.errors import InvalidRequest, NotFound
from domain.outgoing import Delivery
from domain.ports import EventSearch
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.cli.table import columns, hanging
from entrypoints.cli.words import minute, time, words
from entrypoints.container import Container
from entrypoints.cursor import position_of
from entrypoints.event_view import event_view, events_view

_STATES = [state.value for state in Delivery]


@click.group("events")
def events() -> None:
    """Look after the events for the shop's own systems.

    They are written where ALMA_CHECKOUT_EVENTS_URL is set, and delivered by the server and the worker.
    """


@events.add_command
@command("list", example="alma-checkout events list --state undelivered")
@click.option("--state", type=click.Choice(_STATES), metavar="STATE", help=f"One of {', '.join(_STATES)}.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="How many at most.")
@click.option("--cursor", help="Where to go on, as the page before said.")
async def list_events(container: Container, *, state: str | None, limit: int, cursor: str | None) -> Answer:
    """List events, newest first, and what the receiver said."""
    search = EventSearch(state=None if state is None else Delivery(state), limit=limit, after=position_of(cursor))
    view = events_view(await container.outbox().search(search))
    items, following = view["items"], view["next_cursor"]
    aside = f"There are more: --cursor {following}" if following else "" if items else "There are none."
    return Answer(view, "\n\n".join(_text(items)) if items else "", aside)


def _known_by_its_form(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:  # noqa: ARG001 -- click's own signature
    if text is not None and not text.isprintable():
        raise NotFound(f"There is no event {text!a}.")
    return text


@events.add_command
@command("resend", example="alma-checkout events resend ev_0a1b2c3d_4_3d3d")
@click.argument("event_id", metavar="ID", required=False, callback=_known_by_its_form)
@click.option("--undelivered", is_flag=True, help="Instead of one: all that could not be delivered.")
async def resend(container: Container, *, event_id: str | None, undelivered: bool) -> Answer:
    """Deliver an event once more, from now on for three days."""
    if (event_id is None) is not undelivered:
        raise InvalidRequest("arguments", "must be the id of an event, or --undelivered.")
    heard = container.settings().events.wanted
    aside = "" if heard else "Nobody listens here: ALMA_CHECKOUT_EVENTS_URL is not set."
    if event_id is None:
        sent = await container.resend_events().undelivered()
        return Answer({"resent": sent}, f"Events that will be delivered once more: {sent}.", aside)
    view = event_view(await container.resend_events()(event_id))
    return Answer(view, f"{view['id']} ({view['type']}) will be delivered once more.", aside)


def _text(items: list[dict[str, Any]]) -> Iterator[str]:
    rows = [
        (
            item["id"],
            words(item["type"].removeprefix("checkout.")),
            words(item["state"]),
            minute(item["happened_at"]).partition("-")[2],
        )
        for item in items
    ]
    yield columns(("event", "of what", "state", "at (UTC)"), rows)
    for item in items:
        if item["last_answer"] and item["state"] != Delivery.DELIVERED:
            yield hanging("", _trouble(item))


def _trouble(item: dict[str, Any]) -> str:
    """Say what keeps an event from being delivered, and what comes next."""
    said = words(item["last_answer"])
    times = "once, at" if item["tries"] == 1 else f"{item['tries']} times, the last at"
    tried = f"{item['id']} was tried {times} {time(item['last_tried_at'])}: {said}."
    if item["set_aside"]:
        return f"{tried} {item['set_aside']['by']} took care of it. {item['set_aside']['note'] or ''}"
    if item["try_at"]:
        return f"{tried} It is tried again at {time(item['try_at'])}."
    return f"{tried} It is not tried again: alma-checkout events resend {item['id']}"
