"""The one writer of a process: several writer connections would starve each other."""

import asyncio
import time
import weakref
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from adapters.sqlite.batch import Asked
from adapters.sqlite.connecting import Work
from adapters.sqlite.writing import Writing

T = TypeVar("T")


class Writer:
    """A queue, and one thread that does what is asked, in batches, each in one durable transaction."""

    def __init__(self, path: Path, *, create: bool, patience: float, longest: float) -> None:
        self._path = path
        self._create, self._patience, self._longest = create, patience, longest
        self._started: tuple[Thread, SimpleQueue[Asked | None]] | None = None

    async def open(self) -> None:
        """Make sure that the database is there, if it may be made, and of this version."""
        await self.write(lambda _: None)

    async def write(self, work: Work[T]) -> T:
        """Do something, all of it or nothing; what it raises comes out. What is answered is on the disk."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue().put(Asked(work, time.monotonic(), answer))
        return await answer

    async def close(self) -> None:
        """End after all that was asked before; what is asked later begins anew."""
        started, self._started = self._started, None
        if started:
            thread, queue = started
            queue.put(None)
            await asyncio.to_thread(thread.join)

    def _queue(self) -> "SimpleQueue[Asked | None]":
        if self._started is None:
            queue: SimpleQueue[Asked | None] = SimpleQueue()
            writing = Writing(self._path, queue, create=self._create, patience=self._patience, longest=self._longest)
            thread = Thread(target=writing.run, name="sqlite-writer", daemon=True)
            thread.start()
            # One that is dropped without being closed leaves no thread behind.
            weakref.finalize(self, queue.put, None)
            self._started = thread, queue
        return self._started[1]
