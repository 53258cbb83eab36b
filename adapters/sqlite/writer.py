"""The one writer of a process: several writer connections would starve each other."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from adapters.sqlite.connecting import Work, in_no_store, to_write
from adapters.sqlite.trouble import told

T = TypeVar("T")


class Writer:
    """A queue, and one thread with a connection that does what is asked, each in a transaction of its own."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self._path = path
        self._create = create
        self._connection: sqlite3.Connection | None = None
        self._queue: ThreadPoolExecutor | None = None

    async def open(self) -> None:
        """Make sure that the database is there, if it may be made."""
        await self._in_turn(self._opened)

    async def write(self, work: Work[T]) -> T:
        """Do something in a transaction; what it raises comes out, and nothing is changed."""
        return await self._in_turn(lambda: self._transaction(work))

    async def close(self) -> None:
        """End after all that was asked before; what is asked later begins anew."""
        queue, self._queue = self._queue, None
        if queue:
            await asyncio.get_running_loop().run_in_executor(queue, self._closed)
            queue.shutdown()

    async def _in_turn(self, job: Callable[[], T]) -> T:
        self._queue = self._queue or ThreadPoolExecutor(1, thread_name_prefix="sqlite-writer")
        return await asyncio.get_running_loop().run_in_executor(self._queue, job)

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None:
            with told():
                self._connection = to_write(self._path, create=self._create)
        return self._connection

    def _transaction(self, work: Work[T]) -> T:
        connection = self._opened()
        if connection is None:
            return in_no_store(self._path, work)
        with told(), connection:
            connection.execute("BEGIN IMMEDIATE")
            return work(connection)

    def _closed(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None
