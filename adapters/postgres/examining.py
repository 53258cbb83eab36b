"""Looking at a database: what is there, and why it cannot be used, without changing it."""

import asyncio
from typing import Any

import psycopg
from psycopg import AsyncConnection, errors

from adapters.postgres import connecting
from adapters.postgres.schema import MARK, TABLES, ForeignStore, tables_of
from adapters.postgres.steps import STEPS
from domain.ports.database import DatabaseState, Missing, Unusable, Usable, Why

_DURABILITY = ["fsync", "full_page_writes", "synchronous_commit"]
"""On which it depends whether what was answered outlives a failure of power."""

_MAY_WRITE = """
SELECT bool_and(has_table_privilege(oid, privilege))
FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)
"""

_CODES = {
    "28": Why.LOGIN_REFUSED,
    "3D": Why.DATABASE_UNKNOWN,
    "42": Why.NOT_PERMITTED,
    "53": Why.TOO_MANY,
    "XX": Why.DAMAGED,
}
"""What classes of error codes mean."""

_WORDS = {
    "failed to resolve host": Why.HOST_UNKNOWN,
    "invalid integer value": Why.ADDRESS,
    "invalid port number": Why.ADDRESS,
    "password authentication failed": Why.LOGIN_REFUSED,
    "no password supplied": Why.LOGIN_REFUSED,
    "no pg_hba.conf entry": Why.LOGIN_REFUSED,
    "permission denied": Why.NOT_PERMITTED,
    'role "': Why.LOGIN_REFUSED,
    'database "': Why.DATABASE_UNKNOWN,
    "too many clients": Why.TOO_MANY,
    "remaining connection slots": Why.TOO_MANY,
    "Connection refused": Why.NO_SERVER,
    "No such file or directory": Why.NO_SERVER,
    "Network is unreachable": Why.NO_SERVER,
    "No route to host": Why.NO_SERVER,
}
"""A refused connection has no code: its cause is known by the driver's words, and by those of a server in English."""


async def examined(url: str) -> DatabaseState:
    """Look at a database by a connection of its own."""
    try:
        where = connecting.where(url)
    except ForeignStore:
        return Unusable("", Why.ADDRESS)
    try:
        async with asyncio.timeout(connecting.PATIENCE), await connecting.connected(url) as connection:
            return await _looked_at(where, connection)
    except TimeoutError:
        return Unusable(where, Why.NO_ANSWER)
    except psycopg.Error as error:
        return Unusable(where, why(error))


def why(error: psycopg.Error) -> Why:
    """Tell why a database gives no answer."""
    if isinstance(error, errors.ConnectionTimeout):
        return Why.NO_SERVER
    if error.sqlstate:
        return _CODES.get(error.sqlstate[:2], Why.NO_ANSWER)
    told = str(error).rpartition("FATAL:")[2]
    return next((cause for words, cause in _WORDS.items() if words in told), _without_words(error))


def _without_words(error: psycopg.Error) -> Why:
    """Say at least whether it was about the password."""
    refused = error.pgconn is not None and (error.pgconn.used_password or error.pgconn.needs_password)
    return Why.LOGIN_REFUSED if refused else Why.NO_ANSWER


async def _looked_at(where: str, connection: AsyncConnection) -> DatabaseState:
    if await _told(connection, "SELECT current_schema()") is None:
        return Unusable(where, Why.SCHEMA_UNKNOWN)
    if await _told(connection, "SHOW transaction_read_only") == "on":
        return Unusable(where, Why.READ_ONLY)
    names = await tables_of(connection)
    if MARK not in names:
        return await _without_tables(where, connection) if not names else Unusable(where, Why.ANOTHER_PROGRAM)
    if not await _told(connection, _MAY_WRITE, TABLES):
        return Unusable(where, Why.NOT_PERMITTED)
    facts = dict(await _all(connection, "SELECT name, value FROM alma_checkout"))
    settings = await _all(connection, "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", _DURABILITY)
    return Usable(where, int(facts.get("version", 0)), len(STEPS), facts.get("belongs_to"), dict(settings))


async def _without_tables(where: str, connection: AsyncConnection) -> DatabaseState:
    may_create = await _told(connection, "SELECT has_schema_privilege(current_schema(), 'CREATE')")
    return Missing(where) if may_create else Unusable(where, Why.NOT_PERMITTED)


async def _all(connection: AsyncConnection, question: str, names: list[str] | None = None) -> list[tuple[Any, ...]]:
    answer = await connection.execute(question.encode(), (names,) if names else None)
    return await answer.fetchall()


async def _told(connection: AsyncConnection, question: str, names: list[str] | None = None) -> object:
    ((told,),) = await _all(connection, question, names)
    return told
