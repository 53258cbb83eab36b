"""Events for the shop's systems as rows: written with the change of a checkout, claimed by one worker among several."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from adapters.outgoing_document import KEPT_FOR, columns, decode
from adapters.sqlite.rows import microseconds, moment
from domain.errors import NotFound
from domain.outgoing import OutgoingEvent
from domain.ports import EventSearch

DUE = "SELECT id FROM outgoing WHERE try_at <= ? ORDER BY try_at, id LIMIT ?"
FORGET = "DELETE FROM outgoing WHERE id IN (SELECT id FROM outgoing WHERE over_at < ? LIMIT ?)"
_WITH_NEW_ONES = 4
"""How many go with each that comes, at most."""
_KEEP = """
INSERT OR IGNORE INTO outgoing (id, state, happened_at, try_at, leased_until, over_at, document)
VALUES (:id, :state, :happened_at, :try_at, :leased_until, :over_at, :document)
"""
_REPLACE = """
UPDATE outgoing SET state = :state, try_at = :try_at, leased_until = :leased_until, over_at = :over_at,
    document = :document
WHERE id = :id
"""


def write(connection: sqlite3.Connection, events: Iterable[OutgoingEvent]) -> None:
    """Keep new events, each once; a few that have been over for long go."""
    for event in events:
        connection.execute(FORGET, (microseconds(event.happened_at - KEPT_FOR), _WITH_NEW_ONES))
        connection.execute(_KEEP, _row(event))


def found(connection: sqlite3.Connection, terms: str, values: Iterable[str | int]) -> tuple[OutgoingEvent, ...]:
    """Give the events that meet some terms of SQL; text that cannot be stored is found nowhere."""
    question = f"SELECT try_at, leased_until, document FROM outgoing {terms}"  # noqa: S608 -- terms are ours, values apart
    try:
        rows = connection.execute(question, tuple(values)).fetchall()
    except UnicodeEncodeError:
        return ()
    return tuple(
        decode(document, try_at=moment(try_at), leased_until=moment(leased_until))
        for try_at, leased_until, document in rows
    )


def stored(connection: sqlite3.Connection, event_id: str) -> OutgoingEvent:
    """Give an event by its id.

    Raises:
        NotFound: there is none.
    """
    for event in found(connection, "WHERE id = ?", (event_id,)):
        return event
    raise NotFound(f"There is no event {event_id}.")


def replace(connection: sqlite3.Connection, event: OutgoingEvent) -> None:
    """Put an event in the place of the one with its id."""
    connection.execute(_REPLACE, _row(event))


def any_due(connection: sqlite3.Connection, at: int) -> bool:
    """Say whether there is something to claim, without keeping writers waiting."""
    return connection.execute(DUE, (at, 1)).fetchone() is not None


def claimed(connection: sqlite3.Connection, at: int, until: int, limit: int) -> tuple[OutgoingEvent, ...]:
    """Lease the events that are due, the longest-waiting first."""
    ids = [event_id for (event_id,) in connection.execute(DUE, (at, limit)).fetchall()]
    leases = [(until, until, event_id) for event_id in ids]
    connection.executemany("UPDATE outgoing SET try_at = ?, leased_until = ? WHERE id = ?", leases)
    return tuple(stored(connection, event_id) for event_id in ids)


def question(search: EventSearch) -> tuple[str, list[str | int]]:
    """Ask for the page that is wanted, and one event more to see whether there is another."""
    terms: list[str] = []
    values: list[str | int] = []
    if search.state is not None:
        terms.append("state = ?")
        values.append(search.state.value)
    if search.after is not None:
        terms.append("(happened_at, id) < (?, ?)")
        values += microseconds(search.after.opened_at), search.after.id
    where = f"WHERE {' AND '.join(terms)}" if terms else ""
    return f"{where} ORDER BY happened_at DESC, id DESC LIMIT ?", [*values, search.limit + 1]


def _row(event: OutgoingEvent) -> dict[str, Any]:
    row = columns(event)
    return {name: microseconds(value) if isinstance(value, datetime) else value for name, value in row.items()}
