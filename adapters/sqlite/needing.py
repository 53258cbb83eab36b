"""What needs a person: checkouts by the time from which they do, orders paid twice, and payments nobody knows."""

import sqlite3

from adapters.sqlite.rows import found
from domain.checkout import Checkout

_PAID_TWICE = """
WHERE status = 'paid' AND order_reference IN (
    SELECT order_reference FROM checkouts WHERE status = 'paid' GROUP BY order_reference HAVING count(*) > 1
) ORDER BY order_reference, opened_at, id
"""
_UNKNOWN = """
SELECT DISTINCT payment_id FROM hints
WHERE payment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM checkouts WHERE checkouts.payment_id = hints.payment_id)
ORDER BY payment_id
"""


def from_then(connection: sqlite3.Connection, at: int) -> tuple[Checkout, ...]:
    """Give the checkouts that may need a person by now, the longest-waiting first."""
    return found(connection, "WHERE person_from <= ? ORDER BY person_from, id", at)


def paid_twice(connection: sqlite3.Connection) -> tuple[Checkout, ...]:
    """Give the paid checkouts of the orders that have several."""
    return found(connection, _PAID_TWICE)


def unknown_payments(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give the payments that were heard of and belong to no checkout."""
    return tuple(payment_id for (payment_id,) in connection.execute(_UNKNOWN).fetchall())
