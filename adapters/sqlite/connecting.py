"""Connections to the database file: one that writes, some that read, and what stands in for a file that is missing."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from adapters.sqlite.schema import VERSION, bring_up, version
from adapters.sqlite.trouble import patiently
from domain.errors import StoreUnavailable

T = TypeVar("T")

Work = Callable[[sqlite3.Connection], T]
"""Something to do with a connection, within one transaction."""

PATIENCE = 5.0
"""How many seconds to wait for another process that writes."""


def to_write(path: Path, *, create: bool, until: float) -> sqlite3.Connection | None:
    """Open a database for writing, made where it may be, or brought up to this version; None where there is none."""
    if not create and not path.exists():
        return None
    with _opened(path, "rwc" if create else "rw", until) as connection:
        if version(connection) or create:
            _prepare(connection, until)
            return connection
    connection.close()
    return None


@contextmanager
def looking_on(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file of whatever kind for reading, and close it again."""
    with _opened(path, "ro", time.monotonic() + PATIENCE) as connection, closing(connection):
        yield connection


def to_read(path: Path, *, later: bool = False, patience: float = PATIENCE) -> sqlite3.Connection | None:
    """Open a database of this version for reading, without waiting once it is open; None where there is none.

    `later`: it was of this version when this process began, and a later one may have brought it up since. A step only
    adds, so what it was asked before it can still be asked.
    """
    if not path.exists():
        return None
    with _opened(path, "ro", time.monotonic() + patience) as connection:
        if version(connection, later=later) >= VERSION:
            connection.execute("PRAGMA busy_timeout = 0")
            return connection
    connection.close()
    return None


def in_no_store(path: Path, work: Work[T]) -> T:
    """Do something as in an empty store, where there is none.

    Raises:
        StoreUnavailable: it wanted to write.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up(connection)
        before = connection.total_changes
        outcome = work(connection)
        if connection.total_changes > before:
            raise StoreUnavailable(f"There is no database at {path}.")
        return outcome


@contextmanager
def _opened(path: Path, mode: str, until: float) -> Iterator[sqlite3.Connection]:
    """Open a file, and close it if it turns out to be unfit."""
    uri = f"{path.as_uri()}?mode={mode}"
    patience = max(0.0, until - time.monotonic())
    # SQLite itself sees to it that a connection is used by one thread at a time.
    connection = sqlite3.connect(uri, timeout=patience, isolation_level=None, check_same_thread=False, uri=True)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _prepare(connection: sqlite3.Connection, until: float) -> None:
    # Where several processes switch a new file at once, SQLite does not wait by itself.
    patiently(connection, "PRAGMA journal_mode = WAL", until=until)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA busy_timeout = 0")
    with connection:
        patiently(connection, "BEGIN IMMEDIATE", until=until)
        bring_up(connection)
