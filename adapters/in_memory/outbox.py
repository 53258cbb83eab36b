"""The events for the shop's own systems in the memory of one process. Gone when the process ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from adapters.outgoing_document import KEPT_FOR, page
from domain.errors import NotFound
from domain.outgoing import Delivery, OutgoingEvent
from domain.ports import Change, EventPage, EventSearch


@dataclass(frozen=True, slots=True)
class InMemoryOutbox:
    """Events in a dict. No call waits for anything, so each takes place at once, as a whole."""

    _events: dict[str, OutgoingEvent] = field(default_factory=dict)

    def write(self, events: Iterable[OutgoingEvent]) -> None:
        """Keep new events, each once; what has been over for long goes when they come."""
        for event in events:
            self._forget(event.happened_at - KEPT_FOR)
            self._events.setdefault(event.id, event)

    async def get(self, event_id: str) -> OutgoingEvent:
        try:
            return self._events[event_id]
        except KeyError:
            raise NotFound(f"There is no event {event_id}.") from None

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[OutgoingEvent, ...]:
        due = sorted(
            ((event.try_at, event) for event in self._events.values() if event.try_at and event.try_at <= at),
            key=lambda it: (it[0], it[1].id),
        )
        claimed = tuple(replace(event, try_at=until, leased_until=until) for _, event in due[:limit])
        self._events.update({event.id: event for event in claimed})
        return claimed

    async def update(self, event_id: str, change: Change) -> OutgoingEvent:
        self._events[event_id] = after = change(await self.get(event_id))
        return after

    async def search(self, search: EventSearch) -> EventPage:
        wanted = (event for event in self._events.values() if _is_wanted(event, search))
        return page(tuple(sorted(wanted, key=_age, reverse=True)), search.limit)

    async def count(self, state: Delivery) -> int:
        return sum(event.state is state for event in self._events.values())

    async def prune(self, *, older_than: datetime) -> int:
        return self._forget(older_than)

    def _forget(self, older_than: datetime) -> int:
        old = [event.id for event in self._events.values() if event.over_at and event.over_at < older_than]
        for event_id in old:
            del self._events[event_id]
        return len(old)


def _age(event: OutgoingEvent) -> tuple[datetime, str]:
    return event.happened_at, event.id


def _is_wanted(event: OutgoingEvent, search: EventSearch) -> bool:
    after = search.after
    return search.state in {None, event.state} and (after is None or _age(event) < (after.opened_at, after.id))
