"""How many checkouts there are, and since when the first of them is due."""

import sqlite3

from adapters.sqlite.rows import moment
from domain.ports import Statistics


def counted(connection: sqlite3.Connection) -> Statistics:
    """Count by status, from an index alone."""
    by_status = dict(connection.execute("SELECT status, count(*) FROM checkouts GROUP BY status"))
    [due_from] = connection.execute(
        "SELECT min(look_again_at) FROM checkouts WHERE look_again_at IS NOT NULL"
    ).fetchone()
    return Statistics(by_status, moment(due_from))
