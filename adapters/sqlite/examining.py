"""Looking at a database file: what it is, and why it cannot be used, without changing it."""

import asyncio
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from adapters.sqlite.connecting import looking_on
from adapters.sqlite.schema import PROGRAM, VERSION
from adapters.sqlite.trouble import primary_code
from adapters.sqlite.writer import Writer
from domain.errors import StoreUnavailable
from domain.ports.database import DatabaseState, Missing, Unusable, Usable, Why

_SYNCHRONOUS = ("off", "normal", "full", "extra")
"""What the numbers of `PRAGMA synchronous` mean."""

_CAUSES = {
    sqlite3.SQLITE_BUSY: Why.BUSY,
    sqlite3.SQLITE_CORRUPT: Why.DAMAGED,
    sqlite3.SQLITE_FULL: Why.DISK,
    sqlite3.SQLITE_IOERR: Why.DISK,
    sqlite3.SQLITE_LOCKED: Why.BUSY,
    sqlite3.SQLITE_NOTADB: Why.NO_DATABASE,
    sqlite3.SQLITE_PERM: Why.NOT_PERMITTED,
    sqlite3.SQLITE_PROTOCOL: Why.BUSY,
    sqlite3.SQLITE_READONLY: Why.READ_ONLY,
}


async def examined(path: Path, writer: Writer) -> DatabaseState:
    """Look at a file. How it is written, its writer tells, unless that would change it first."""
    state = await asyncio.to_thread(_seen, path)
    if not isinstance(state, Usable) or state.version != state.known or state.durability != {"journal_mode": "wal"}:
        return state
    try:
        return replace(state, durability=await writer.write(_durability))
    except StoreUnavailable as error:
        return Unusable(state.where, why(error.__cause__, path))


def why(error: BaseException | None, path: Path) -> Why:
    """Tell why a file gives no answer."""
    code = primary_code(error) if isinstance(error, sqlite3.Error) else None
    if code == sqlite3.SQLITE_CANTOPEN:
        return _on_the_way(path) or Why.NOT_PERMITTED
    return _CAUSES.get(code or 0, Why.NO_ANSWER)


def _seen(path: Path) -> DatabaseState:
    if obstacle := _on_the_way(path):
        return Unusable(str(path), obstacle)
    if not path.exists():
        return Missing(str(path))
    try:
        with looking_on(path) as connection:
            return _looked_at(path, connection)
    except sqlite3.Error as error:
        return Unusable(str(path), why(error, path))


def _durability(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Tell the settings of a connection on which it depends whether what it commits outlives a failure of power."""
    return {
        "journal_mode": connection.execute("PRAGMA journal_mode").fetchone()[0],
        "synchronous": _SYNCHRONOUS[connection.execute("PRAGMA synchronous").fetchone()[0]],
    }


def _looked_at(path: Path, connection: sqlite3.Connection) -> DatabaseState:
    where = str(path)
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == PROGRAM
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return Missing(where)
    if not ours:
        return Unusable(where, Why.ANOTHER_PROGRAM)
    owner = connection.execute("SELECT value FROM meta WHERE name = 'belongs_to'").fetchone()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    journal = {"journal_mode": connection.execute("PRAGMA journal_mode").fetchone()[0]}
    return Usable(where, version, VERSION, owner[0] if owner else None, journal)


def _on_the_way(path: Path) -> Why | None:
    """Tell what keeps this user from a file, or from making it: SQLite writes beside it too."""
    try:
        if not path.parent.is_dir():
            return Why.FOLDER_MISSING
        if path.is_dir():
            return Why.FOLDER
    except OSError:
        return Why.NOT_PERMITTED
    there = path if path.exists() else path.parent
    reachable = os.access(there, os.R_OK | os.W_OK, effective_ids=True)
    beside = os.access(path.parent, os.W_OK | os.X_OK, effective_ids=True)
    return None if reachable and beside else Why.NOT_PERMITTED
