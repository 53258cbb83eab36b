"""Trouble with a database: its server is away, full, read-only or too busy, and gives no answer."""

import psycopg
from psycopg import errors

from domain.errors import StoreUnavailable

_PASSING = frozenset({"08", "40", "57"})
"""Classes of error codes after which the same may be tried again: a lost connection, a lost race, a restart."""

_NO_ANSWER = (
    psycopg.OperationalError,
    errors.DataCorrupted,
    errors.IndexCorrupted,
    errors.InsufficientPrivilege,
    errors.InvalidSchemaName,
    errors.ReadOnlySqlTransaction,
)
"""What is the database's own trouble, or its keeper's; anything else is a bug of ours and stays what it is."""


def is_passing(error: psycopg.Error) -> bool:
    """Say whether it may be over in a moment. A lost connection has no code at all."""
    if isinstance(error, errors.QueryCanceled) or not isinstance(error, psycopg.OperationalError):
        return False
    return error.sqlstate is None or error.sqlstate[:2] in _PASSING


def in_our_words(error: psycopg.Error) -> Exception:
    """Give `StoreUnavailable` for what is the database's trouble, and anything else as it is."""
    return StoreUnavailable() if isinstance(error, _NO_ANSWER) else error
