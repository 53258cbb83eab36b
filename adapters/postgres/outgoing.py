"""Events for the shop's systems as rows: written with the change of a checkout, claimed by one worker among several."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from adapters.outgoing_document import KEPT_FOR, columns, decode
from adapters.postgres.tables import Tables
from domain.errors import NotFound
from domain.outgoing import OutgoingEvent
from domain.ports import EventSearch

_FIELDS = "SELECT try_at, leased_until, document FROM outgoing"
ONE = f"{_FIELDS} WHERE id = %s"
COUNT = "SELECT count(*) FROM outgoing WHERE state = %s"
FORGET = "DELETE FROM outgoing WHERE id IN (SELECT id FROM outgoing WHERE over_at < %s LIMIT %s) RETURNING 1"

# With the new ones a few go that have been over for long.
KEEP = """
WITH forgotten AS (
    DELETE FROM outgoing WHERE id IN (
        SELECT id FROM outgoing WHERE over_at < %(old)s ORDER BY over_at LIMIT 4 FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO outgoing (id, state, happened_at, try_at, leased_until, over_at, document)
SELECT new.* FROM unnest(
    %(id)s::text[], %(state)s::text[], %(happened_at)s::timestamptz[], %(try_at)s::timestamptz[],
    %(leased_until)s::timestamptz[], %(over_at)s::timestamptz[], %(document)s::bytea[]
) AS new (id, state, happened_at, try_at, leased_until, over_at, document) ORDER BY id
ON CONFLICT (id) DO NOTHING
"""
REPLACE = """
UPDATE outgoing SET state = %(state)s, try_at = %(try_at)s, leased_until = %(leased_until)s, over_at = %(over_at)s,
    document = %(document)s
WHERE id = %(id)s
"""
# What another worker is just claiming is passed over, not waited for.
CLAIM = """
WITH due AS (
    SELECT id, try_at FROM outgoing WHERE try_at <= %(at)s ORDER BY try_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), leased AS (
    UPDATE outgoing SET try_at = %(until)s, leased_until = %(until)s FROM due WHERE outgoing.id = due.id
    RETURNING due.try_at AS since, outgoing.id, outgoing.try_at, outgoing.leased_until, outgoing.document
)
SELECT try_at, leased_until, document FROM leased ORDER BY since, id
"""


async def write(tables: Tables, events: Sequence[OutgoingEvent]) -> None:
    """Keep new events, each once."""
    if events:
        each = [columns(event) for event in events]
        values: dict[str, Any] = {name: [row[name] for row in each] for name in each[0]}
        await tables.keep(KEEP, values | {"old": min(event.happened_at for event in events) - KEPT_FOR})


async def replace(tables: Tables, event: OutgoingEvent) -> None:
    """Put an event in the place of the one with its id."""
    await tables.ask(REPLACE, columns(event))


def read(rows: Iterable[tuple[Any, ...]]) -> tuple[OutgoingEvent, ...]:
    """Give the events that some rows hold."""
    return tuple(
        decode(document, try_at=try_at and try_at.astimezone(UTC), leased_until=until and until.astimezone(UTC))
        for try_at, until, document in rows
    )


def the_one(event_id: str, rows: Iterable[tuple[Any, ...]]) -> OutgoingEvent:
    """Give the event that was asked for by its id.

    Raises:
        NotFound: there is none.
    """
    for event in read(rows):
        return event
    raise NotFound(f"There is no event {event_id}.")


def question(search: EventSearch) -> tuple[str, list[Any]]:
    """Ask for the page that is wanted, and one event more to see whether there is another."""
    terms: list[str] = []
    values: list[Any] = []
    if search.state is not None:
        terms.append("state = %s")
        values.append(search.state.value)
    if search.after is not None:
        terms.append("(happened_at, id) < (%s, %s)")
        values += search.after.opened_at, search.after.id
    where = f"WHERE {' AND '.join(terms)}" if terms else ""
    return f"{_FIELDS} {where} ORDER BY happened_at DESC, id DESC LIMIT %s", [*values, search.limit + 1]
