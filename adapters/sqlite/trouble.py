"""Trouble with a database: it is locked, full, broken or gone, and gives no answer."""

import sqlite3
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


def primary_code(error: sqlite3.Error) -> int:
    """Give the kind of an error; SQLite puts finer differences into the upper bits."""
    return error.sqlite_errorcode & 0xFF


@contextmanager
def told() -> Iterator[None]:
    """Tell the database's trouble in the domain's word.

    Raises:
        StoreUnavailable: it gives no answer.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Errors of the driver itself, which are bugs of ours, have no code.
        if getattr(error, "sqlite_errorcode", None) is None or primary_code(error) not in NO_ANSWER:
            raise
        raise StoreUnavailable from error
