"""What is the trouble of a PostgreSQL server, what may pass, and what is a bug of ours."""

import psycopg
import pytest
from psycopg import errors

from adapters.postgres.trouble import in_our_words, is_passing
from domain.errors import StoreUnavailable


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("server closed the connection unexpectedly"),
        errors.AdminShutdown(),
        errors.CannotConnectNow(),
        errors.DeadlockDetected(),
        errors.ConnectionFailure(),
    ],
    ids=lambda it: type(it).__name__,
)
def test_what_may_pass_is_tried_again(error: psycopg.Error) -> None:
    """A lost connection, a lost race and a restart are over in a moment."""
    assert is_passing(error)
    assert isinstance(in_our_words(error), StoreUnavailable)


@pytest.mark.parametrize(
    "error",
    [
        errors.DiskFull(),
        errors.QueryCanceled(),
        errors.ReadOnlySqlTransaction(),
        errors.InsufficientPrivilege(),
        errors.InvalidSchemaName(),
        errors.DataCorrupted(),
    ],
    ids=lambda it: type(it).__name__,
)
def test_what_lasts_is_told_at_once(error: psycopg.Error) -> None:
    """Nobody waits for what does not get better by waiting."""
    assert not is_passing(error)
    assert isinstance(in_our_words(error), StoreUnavailable)


@pytest.mark.parametrize(
    "error", [errors.UndefinedTable(), errors.UniqueViolation(), psycopg.DataError()], ids=lambda it: type(it).__name__
)
def test_a_bug_stays_a_bug(error: psycopg.Error) -> None:
    """Wrong SQL and a broken rule of the tables are no trouble of the server."""
    assert not is_passing(error)
    assert in_our_words(error) is error
