"""What was heard of the provider: the facts of its events, kept for 30 days (R80, R81)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from adapters.sqlite.rows import microseconds

if TYPE_CHECKING:
    import sqlite3

    from domain.ports import Hint

HINT_LIFE = timedelta(days=30)

FORGET = "DELETE FROM hints WHERE id IN (SELECT id FROM hints WHERE heard_at <= ? LIMIT 4)"
_KEEP = """
INSERT OR IGNORE INTO hints (id, type, object_id, payment_id, checkout_id, mode, happened_at, heard_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_LOOK_NOW = "UPDATE checkouts SET look_again_at = ?, heard = heard + 1 WHERE "


def keep(connection: sqlite3.Connection, hint: Hint, *, at: datetime) -> bool:
    """Keep a hint and have its checkout looked at now; say whether it is new."""
    now = microseconds(at)
    connection.execute(FORGET, (microseconds(at - HINT_LIFE),))
    facts = (hint.id, hint.type, hint.object_id, hint.payment_id, hint.checkout_id, hint.mode)
    kept = connection.execute(_KEEP, (*facts, microseconds(hint.happened_at), now))
    if kept.rowcount == 0:
        return False
    by_payment = connection.execute(f"{_LOOK_NOW} payment_id = ?", (now, hint.payment_id))
    if by_payment.rowcount == 0:
        connection.execute(f"{_LOOK_NOW} id = ?", (now, hint.checkout_id))
    return True
