"""The tables of the SQLite store, and how a file is told to be one. Times are microseconds since 1970, in UTC."""

import secrets
import sqlite3

VERSION = 1
"""The version of the tables, in `PRAGMA user_version`; zero is a file without them."""

PROGRAM = 0x416C6D61
"""The mark of this program in `PRAGMA application_id`, so that another's file is not taken for ours."""

TABLES = """
CREATE TABLE checkouts (
    id TEXT PRIMARY KEY,
    order_reference TEXT NOT NULL,
    status TEXT NOT NULL,
    payment_id TEXT,
    opened_at INTEGER NOT NULL,
    deadline INTEGER,
    look_again_at INTEGER,
    heard INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX newest ON checkouts (opened_at, id);
CREATE INDEX by_status ON checkouts (status, opened_at, id);
CREATE INDEX by_order ON checkouts (order_reference, opened_at, id);
CREATE INDEX by_payment ON checkouts (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX overdue ON checkouts (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX due ON checkouts (look_again_at, id) WHERE look_again_at IS NOT NULL;

CREATE TABLE opening_keys (
    sender TEXT NOT NULL,
    text TEXT NOT NULL,
    request TEXT NOT NULL,
    checkout_id TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (sender, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX oldest_keys ON opening_keys (used_at);

CREATE TABLE hints (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    payment_id TEXT,
    checkout_id TEXT,
    mode TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX oldest_hints ON hints (heard_at);

CREATE TABLE sandbox_payments (
    id TEXT PRIMARY KEY,
    checkout_id TEXT,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX sandbox_payments_by_checkout ON sandbox_payments (checkout_id);

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""


class ForeignStore(ValueError):
    """A database that is not for us: another gateway's, another program's, or a later version's."""


def has_tables(connection: sqlite3.Connection) -> bool:
    """Say whether the tables are there; a file with nothing in it has none yet.

    Raises:
        ForeignStore: the file is another program's, or its tables are of a later version.
    """
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    # Asked in this order, tables that another process makes meanwhile are never taken for a stranger's.
    program = _number(connection, "PRAGMA application_id")
    version = _number(connection, "PRAGMA user_version")
    if program != PROGRAM and tables:
        raise ForeignStore("The database belongs to another program.")
    if program == PROGRAM and version > VERSION:
        raise ForeignStore(
            f"The tables of the database are of version {version}, made by a later version of this program; "
            f"this one knows {VERSION}."
        )
    return program == PROGRAM


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, and the store's own name with them, unless they are there."""
    if has_tables(connection):
        return
    for statement in TABLES.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('installation', ?)", (secrets.token_hex(16),))
    connection.execute(f"PRAGMA application_id = {PROGRAM}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _number(connection: sqlite3.Connection, question: str) -> int:
    number: int = connection.execute(question).fetchone()[0]
    return number
