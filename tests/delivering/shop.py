"""A shop with a system of its own that listens, and checkouts that are paid so that there is something to hear."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

from dependency_injector import providers

from domain.outgoing import Answer, OutgoingEvent
from domain.ports import Clock, Move
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.support.checkouts import NOON, a_checkout_at_alma, a_paid_checkout
from tests.support.manual_clock import ManualClock
from tests.support.receiver import SECRET

PATIENCE = 5.0
"""Seconds that anybody waits."""


async def looks() -> AsyncIterator[None]:
    """Give one look after the other, for as long as anybody would wait."""
    async with asyncio.timeout(PATIENCE):
        while True:
            yield
            await asyncio.sleep(0.02)


def a_container(clock: Clock, *, events_url: str = "https://shop.example/events", url: str = "memory://") -> Container:
    """Put everything together over a store, with somebody who listens."""
    environment = {
        "ALMA_CHECKOUT_DATABASE_URL": url,
        "ALMA_CHECKOUT_EVENTS_URL": events_url,
        "ALMA_CHECKOUT_EVENTS_SECRET": SECRET,
    }
    return Container(settings=Settings(environment), clock=providers.Object(clock), may_create=providers.Object(True))


async def pay(container: Container, *names: str) -> list[str]:
    """Have checkouts be paid; give the ids of what is to be told."""
    store = container.checkouts()
    for name in names:
        await store.add(a_checkout_at_alma(name), None, at=NOON)
        await store.update(f"co_{name}", paid(name))
    return [f"ev_{name}_4_3d3d" for name in names]


def paid(name: str) -> Move:
    """Give the move that has a checkout be paid."""
    return lambda _: a_paid_checkout(name)


class Listener:
    """A receiver that keeps the port's promises, and answers as it is told: one after the other, the last for ever."""

    def __init__(self, *answers: int | str) -> None:
        self._answers = list(answers)
        self.heard: list[tuple[str, datetime]] = []

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        """Hear it."""
        self.heard.append((event.id, at))
        return Answer(self._answers.pop(0) if len(self._answers) > 1 else self._answers[0])


def listening(clock: ManualClock, *answers: int | str) -> tuple[Container, Listener]:
    """Put everything together in memory, with a receiver that answers like this."""
    container, listener = a_container(clock), Listener(*answers)
    container.receiver.override(providers.Object(listener))
    return container, listener
