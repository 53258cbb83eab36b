"""Trouble with a database: it is locked, full, broken or gone, and gives no answer."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import StoreUnavailable

LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""Somebody else is at it."""

NO_ANSWER = LOCKED | {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
"""What is the database's own trouble; anything else is a bug of ours and stays what it is."""

A_MOMENT = 0.0005
"""Seconds between two tries: SQLite's own pauses grow to a tenth of a second, and miss the gaps of a busy writer."""


class Lost(sqlite3.OperationalError):
    """A transaction that SQLite gave up by itself, with all that was done in it."""

    sqlite_errorcode = sqlite3.SQLITE_IOERR


def primary_code(error: sqlite3.Error) -> int | None:
    """Give the kind of an error; SQLite puts finer differences into the upper bits.

    Errors of the driver itself, which are bugs of ours, have none.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def in_our_words(error: BaseException) -> BaseException:
    """Give `StoreUnavailable` for what is the database's trouble, and anything else as it is."""
    if not isinstance(error, sqlite3.Error) or primary_code(error) not in NO_ANSWER:
        return error
    unavailable = StoreUnavailable()
    unavailable.__cause__ = error
    return unavailable


@contextmanager
def told() -> Iterator[None]:
    """Tell the database's trouble in the domain's word.

    Raises:
        StoreUnavailable: it gives no answer.
    """
    try:
        yield
    except sqlite3.Error as error:
        told = in_our_words(error)
        raise told from told.__cause__


def patiently(connection: sqlite3.Connection, statement: str, *, until: float) -> None:
    """Execute what may have to wait for another process, until a moment of the monotonic clock."""
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if primary_code(error) not in LOCKED or time.monotonic() >= until:
                raise
            time.sleep(A_MOMENT)
        else:
            return
