"""A bell that one part of a process rings and another hears."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rung when this process has written an event for the shop; where nobody waits, nobody hears it."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Event] = []

    def ring(self) -> None:
        """Wake those who wait in this event loop."""
        for wake in self._waiting:
            wake.set()

    @contextmanager
    def heard(self) -> Iterator[asyncio.Event]:
        """Give what is set whenever it rings, for as long as somebody waits."""
        wake = asyncio.Event()
        self._waiting.append(wake)
        try:
            yield wake
        finally:
            self._waiting.remove(wake)
