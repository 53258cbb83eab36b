"""The connections that read, beside the one that writes."""

import sqlite3
from pathlib import Path
from typing import TypeVar

from adapters.sqlite.connecting import Work, in_no_store, to_read

T = TypeVar("T")


class Readers:
    """As many connections as read at once; the idle ones are kept."""

    def __init__(self, path: Path, *, patience: float) -> None:
        self._path, self._patience = path, patience
        self._idle: list[sqlite3.Connection] = []
        self._known = False

    @property
    def ready(self) -> bool:
        """Whether a question would be answered without opening the file."""
        return bool(self._idle)

    def open(self) -> bool:
        """Open a connection if there is a store of this version, and say so."""
        connection = self._opened()
        if connection:
            self._idle.append(connection)
        return connection is not None

    def ask(self, work: Work[T]) -> T:
        """Ask something with a connection of one's own, or as in an empty store where there is none."""
        try:
            connection: sqlite3.Connection | None = self._idle.pop()
        except IndexError:
            connection = self._opened()
        if connection is None:
            return in_no_store(self._path, work)
        try:
            return work(connection)
        finally:
            self._idle.append(connection)

    def close(self) -> None:
        """Close those that are idle."""
        self._known = False
        while self._idle:
            self._idle.pop().close()

    def _opened(self) -> sqlite3.Connection | None:
        connection = to_read(self._path, later=self._known, patience=self._patience)
        self._known = self._known or connection is not None
        return connection
