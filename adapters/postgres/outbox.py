"""The events for the shop's own systems in PostgreSQL, beside the checkouts that they tell of."""

from datetime import datetime

from adapters.outgoing_document import page
from adapters.postgres import outgoing
from adapters.postgres.database import Database
from adapters.postgres.pruning import pruned
from adapters.postgres.rows import is_text
from adapters.postgres.tables import Tables
from domain.errors import NotFound
from domain.outgoing import Delivery, OutgoingEvent
from domain.ports import Change, EventPage, EventSearch


class PostgresOutbox:
    """Events as documents with indexed columns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, event_id: str) -> OutgoingEvent:
        _known_by_its_form(event_id)
        return outgoing.the_one(event_id, await self._database.ask(outgoing.ONE, (event_id,)))

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[OutgoingEvent, ...]:
        return outgoing.read(await self._database.ask(outgoing.CLAIM, {"at": at, "until": until, "limit": limit}))

    async def update(self, event_id: str, change: Change) -> OutgoingEvent:
        _known_by_its_form(event_id)

        async def work(tables: Tables) -> OutgoingEvent:
            before = outgoing.the_one(event_id, await tables.ask(f"{outgoing.ONE} FOR UPDATE", (event_id,)))
            after = change(before)
            if after != before:
                await outgoing.replace(tables, after)
            return after

        return await self._database.write(work)

    async def search(self, search: EventSearch) -> EventPage:
        if search.after and not is_text(search.after.id):
            return EventPage((), None)
        return page(outgoing.read(await self._database.ask(*outgoing.question(search))), search.limit)

    async def count(self, state: Delivery) -> int:
        found = await self._database.ask(outgoing.COUNT, (state.value,))
        return found[0][0] if found else 0

    async def prune(self, *, older_than: datetime) -> int:
        return await pruned(self._database, outgoing.FORGET, older_than)


def _known_by_its_form(event_id: str) -> None:
    """Refuse an id that could not stand in a table.

    Raises:
        NotFound: so nothing can be found by it.
    """
    if not is_text(event_id):
        raise NotFound("There is no event with such an id.")
