"""Checkouts that are due to be looked at, and their claiming by one worker among several."""

import sqlite3

DUE = "SELECT id FROM checkouts WHERE look_again_at <= ? ORDER BY look_again_at, id LIMIT ?"


def any_due(connection: sqlite3.Connection, at: int) -> bool:
    """Say whether there is something to claim, without keeping writers waiting."""
    return connection.execute(DUE, (at, 1)).fetchone() is not None


def claimed(connection: sqlite3.Connection, at: int, until: int, limit: int) -> tuple[str, ...]:
    """Lease the checkouts that are due, oldest first."""
    rows = connection.execute(DUE, (at, limit)).fetchall()
    connection.executemany("UPDATE checkouts SET look_again_at = ? WHERE id = ?", [(until, *row) for row in rows])
    return tuple(checkout_id for (checkout_id,) in rows)
