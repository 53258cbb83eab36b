"""What callers' idempotency keys were used for (R21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.sqlite.rows import microseconds, stored
from domain.errors import IdempotencyConflict
from domain.refunds import KEY_LIFE

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from domain.checkout import Checkout
    from domain.ports import Key

FORGET = """
DELETE FROM opening_keys WHERE (sender, text) IN (SELECT sender, text FROM opening_keys WHERE used_at <= ? LIMIT 4)
"""


def earlier(connection: sqlite3.Connection, key: Key, *, at: datetime) -> Checkout | None:
    """Find the checkout that a key keeps, if the key is not free.

    Raises:
        IdempotencyConflict: it was used for another request.
    """
    question = "SELECT request, checkout_id FROM opening_keys WHERE sender = ? AND text = ? AND used_at > ?"
    row = connection.execute(question, (key.sender, key.text, _forgotten(at))).fetchone()
    if row is None:
        return None
    request, checkout_id = row
    checkout = stored(connection, checkout_id)
    if checkout.refused_at_opening:
        return None
    if request != key.request:
        raise IdempotencyConflict
    return checkout


def use(connection: sqlite3.Connection, key: Key, checkout_id: str, *, at: datetime) -> None:
    """Write down what a key is used for, and forget a few of those that are free again."""
    connection.execute(FORGET, (_forgotten(at),))
    connection.execute(
        "INSERT OR REPLACE INTO opening_keys (sender, text, request, checkout_id, used_at) VALUES (?, ?, ?, ?, ?)",
        (key.sender, key.text, key.request, checkout_id, microseconds(at)),
    )


def _forgotten(at: datetime) -> int:
    return microseconds(at - KEY_LIFE)
