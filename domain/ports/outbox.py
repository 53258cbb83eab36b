"""The events for the shop's own systems, as a store keeps them, and the receiver that they are delivered to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.outgoing import Answer, Delivery, OutgoingEvent
    from domain.ports.checkouts import Position

Change: TypeAlias = "Callable[[OutgoingEvent], OutgoingEvent]"
"""A pure function from an event to how it stands next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSearch:
    """Which events to list."""

    state: Delivery | None = None
    limit: int = 20
    after: Position | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events, newest first, and where the next page begins, if there is one."""

    items: tuple[OutgoingEvent, ...]
    next: Position | None


class Outbox(Protocol):
    """The events that are to be delivered, and those that were.

    They are written by the store of checkouts, together with the change that they tell of: both, or neither. Every call
    raises `StoreUnavailable` when the store gives no answer.
    """

    async def get(self, event_id: str) -> OutgoingEvent:
        """Give an event as stored. Raises `NotFound`."""

    async def claim(self, *, at: datetime, until: datetime, limit: int) -> tuple[OutgoingEvent, ...]:
        """Give the events whose `try_at` is at or before `at`, the longest-waiting first, leased until `until`.

        No two claims give the same event before `until`, unless its lease is given back by `update`.
        """

    async def update(self, event_id: str, change: Change) -> OutgoingEvent:
        """Replace an event by `change` of it, in one transaction, and give the outcome. Raises `NotFound`.

        Two updates at once take place one after the other. `change` is pure and may run twice.
        """

    async def search(self, search: EventSearch) -> EventPage:
        """List events, newest first; pages neither repeat nor leave out what was there throughout."""

    async def count(self, state: Delivery) -> int:
        """Tell how many events stand like this."""

    async def prune(self, *, older_than: datetime) -> int:
        """Forget what was delivered or set aside before a moment; say how many."""


class Receiver(Protocol):
    """The shop's own system that hears of what happened."""

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        """Hand an event over, signed as of a moment, and give the answer. It takes seconds at most, and raises nothing.

        Where there is no answer, a word says why: `timed_out`, `unreachable`, `not_trusted` or `broken_off`.
        """
