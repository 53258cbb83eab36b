"""Connections to the database file: one that writes, one that reads, and what stands in for a file that is missing."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from adapters.sqlite.schema import has_tables, make_tables
from adapters.sqlite.trouble import LOCKED, primary_code
from domain.errors import StoreUnavailable

T = TypeVar("T")

Work = Callable[[sqlite3.Connection], T]
"""Something to do with a connection, within one transaction."""

PATIENCE = 5.0
"""How many seconds to wait for another process that writes."""
_A_MOMENT = 0.01


def to_write(path: Path, *, create: bool) -> sqlite3.Connection | None:
    """Open a database for writing, made where it may be; None where there is none."""
    if not create and not path.exists():
        return None
    with _opened(path, "rwc" if create else "rw") as connection:
        if create or has_tables(connection):
            _prepare(connection)
            return connection
    connection.close()
    return None


def to_read(path: Path) -> sqlite3.Connection | None:
    """Open a database for reading, without waiting once it is open; None where there is none."""
    if not path.exists():
        return None
    with _opened(path, "ro") as connection:
        if has_tables(connection):
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
        make_tables(connection)
        before = connection.total_changes
        outcome = work(connection)
        if connection.total_changes > before:
            raise StoreUnavailable(f"There is no database at {path}.")
        return outcome


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a file, and close it if it turns out to be unfit."""
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, timeout=PATIENCE, isolation_level=None, uri=True)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _prepare(connection: sqlite3.Connection) -> None:
    has_tables(connection)
    write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        make_tables(connection)


def write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers read while somebody writes; where several processes switch a new file at once, wait as for a lock."""
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if primary_code(error) not in LOCKED or time.monotonic() > give_up_at:
                raise
            time.sleep(_A_MOMENT)
        else:
            return
