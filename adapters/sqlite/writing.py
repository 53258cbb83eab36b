"""What the writer's thread does, until it is told to end."""

import asyncio
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from adapters.sqlite.batch import MOST, Answer, Asked, committed, failed, short
from adapters.sqlite.connecting import in_no_store, to_write
from adapters.sqlite.trouble import A_MOMENT, patiently


@dataclass(slots=True)
class Writing:
    """One connection that writes batch after batch."""

    path: Path
    queue: "SimpleQueue[Asked | None]"
    create: bool
    patience: float
    longest: float
    connection: sqlite3.Connection | None = None
    rested_at: float = 0.0
    ended: bool = False

    def run(self) -> None:
        """Wait for something to do, do it with all that came meanwhile, and only then answer."""
        while not self.ended and (first := self.queue.get()):
            answers = self._done(first)
            _tell(answers)
            self._rest(len(answers))
        if self.connection:
            self.connection.close()

    def _done(self, first: Asked) -> list[Answer]:
        until = first.since + self.patience
        try:
            self.connection = self.connection or to_write(self.path, create=self.create, until=until)
            if self.connection is None:
                return [Answer(first, in_no_store(self.path, first.work))]
            patiently(self.connection, "BEGIN IMMEDIATE", until=until)
        except Exception as error:  # noqa: BLE001 -- whatever it is, somebody waits for it
            return failed([first], error)
        return committed(self.connection, short(self._and_what_came(first), self.longest))

    def _and_what_came(self, first: Asked) -> Iterator[Asked]:
        yield first
        while True:
            try:
                asked = self.queue.get_nowait()
            except Empty:
                return
            if asked is None:
                self.ended = True
                return
            yield asked

    def _rest(self, moves: int) -> None:
        """Leave the database to others for a moment, where the next batch would follow on the heels of this one."""
        now = time.monotonic()
        if not self.queue.empty():
            if moves < MOST and now - self.rested_at < self.longest:
                return
            time.sleep(A_MOMENT)
        self.rested_at = now


def _tell(answers: list[Answer]) -> None:
    """Wake each event loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_loop[answer.asked.waiting.get_loop()].append(answer)
    for loop, its_answers in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_tell_each, its_answers)


def _tell_each(answers: list[Answer]) -> None:
    for answer in answers:
        answer.tell()
