"""The events for the shop's own systems in a SQLite file, beside the checkouts that they tell of."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from adapters.outgoing_document import page
from adapters.sqlite import outgoing
from adapters.sqlite.database import Database
from adapters.sqlite.pruning import pruned
from adapters.sqlite.rows import microseconds
from domain.outgoing import Delivery, OutgoingEvent
from domain.ports import Change, EventPage, EventSearch

COUNT = "SELECT count(*) FROM outgoing WHERE state = ?"


@dataclass(frozen=True, slots=True)
class SqliteOutbox:
    """Events as documents with indexed columns."""

    database: Database

    async def get(self, event_id: str) -> OutgoingEvent:
        return await self.database.read(lambda connection: outgoing.stored(connection, event_id))

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[OutgoingEvent, ...]:
        now, then = microseconds(at), microseconds(until)
        if not await self.database.read(lambda connection: outgoing.any_due(connection, now)):
            return ()
        return await self.database.write(lambda connection: outgoing.claimed(connection, now, then, limit))

    async def update(self, event_id: str, change: Change) -> OutgoingEvent:
        def work(connection: sqlite3.Connection) -> OutgoingEvent:
            before = outgoing.stored(connection, event_id)
            after = change(before)
            if after != before:
                outgoing.replace(connection, after)
            return after

        return await self.database.write(work)

    async def search(self, search: EventSearch) -> EventPage:
        terms, values = outgoing.question(search)
        found = await self.database.read(lambda connection: outgoing.found(connection, terms, values), long=True)
        return page(found, search.limit)

    async def count(self, state: Delivery) -> int:
        return await self.database.read(lambda connection: _counted(connection, state), long=True)

    async def prune(self, *, older_than: datetime) -> int:
        return await pruned(self.database, outgoing.FORGET, older_than)


def _counted(connection: sqlite3.Connection, state: Delivery) -> int:
    number: int = connection.execute(COUNT, (state.value,)).fetchone()[0]
    return number
