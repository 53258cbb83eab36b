"""How a file is told to be a store of ours, and brought up to the version of this program."""

import sqlite3
from typing import Self

from adapters.sqlite.steps import STEPS

VERSION = len(STEPS)
"""The version of the tables, in `PRAGMA user_version`; zero is a file without them."""

PROGRAM = 0x416C6D61
"""The mark of this program in `PRAGMA application_id`, so that another's file is not taken for ours."""


class ForeignStore(ValueError):
    """A database that is not for us: another gateway's, another program's, or a later version's."""

    @classmethod
    def of(cls, owner: str, gateway_mode: str, where: str) -> Self:
        """Say whose it is, and how another is named."""
        return cls(
            f"The database {where} belongs to {owner}, not to {gateway_mode}; "
            "name another in ALMA_CHECKOUT_DATABASE_URL."
        )


def version(connection: sqlite3.Connection, *, later: bool = False) -> int:
    """Tell the version of the tables; a file with nothing in it has none yet.

    Raises:
        ForeignStore: the file is another program's, or its tables are of a later version, unless that may be.
    """
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    # Asked in this order, tables that another process makes meanwhile are never taken for a stranger's.
    program = _number(connection, "PRAGMA application_id")
    found = _number(connection, "PRAGMA user_version")
    if program != PROGRAM and tables:
        raise ForeignStore("The database belongs to another program.")
    if program == PROGRAM and found > VERSION and not later:
        raise ForeignStore(
            f"The tables of the database are of version {found}, made by a later version of this program; "
            f"this one knows {VERSION}."
        )
    return found if program == PROGRAM else 0


def bring_up(connection: sqlite3.Connection) -> None:
    """Make the tables, and the store's own name with them, or change those of an earlier version, in a transaction."""
    found = version(connection)
    for step in STEPS[found:]:
        for statement in step.split(";"):
            connection.execute(statement)
    if found == 0:
        import secrets

        connection.execute("INSERT INTO meta VALUES ('installation', ?)", (secrets.token_hex(16),))
        connection.execute(f"PRAGMA application_id = {PROGRAM}")
    if found < VERSION:
        connection.execute(f"PRAGMA user_version = {VERSION}")


def owner(connection: sqlite3.Connection) -> str | None:
    """Give the gateway and mode whose store it is, if that was written down yet."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'belongs_to'").fetchone()
    return row[0] if row else None


def _number(connection: sqlite3.Connection, question: str) -> int:
    number: int = connection.execute(question).fetchone()[0]
    return number
