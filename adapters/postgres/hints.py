"""What was heard of the provider: the facts of its events, kept for 30 days (R80, R81)."""

from datetime import datetime, timedelta
from typing import Any

from domain.ports import Hint

HINT_LIFE = timedelta(days=30)

# The parts that name another wait for it. With each hint a few go that nobody will ask for any more.
HEAR = """
WITH forgotten AS (
    DELETE FROM hints WHERE id IN (
        SELECT id FROM hints WHERE heard_at <= %(old)s AND id <> %(id)s
        ORDER BY heard_at LIMIT 4 FOR UPDATE SKIP LOCKED
    )
), kept AS (
    INSERT INTO hints (id, type, object_id, payment_id, checkout_id, mode, happened_at, heard_at)
    VALUES (%(id)s, %(type)s, %(object)s, %(payment)s, %(checkout)s, %(mode)s, %(happened_at)s, %(at)s)
    ON CONFLICT (id) DO NOTHING RETURNING id
), by_payment AS (
    UPDATE checkouts SET look_again_at = %(at)s, heard = heard + 1
    WHERE payment_id = %(payment)s AND EXISTS (SELECT FROM kept) RETURNING id
), by_id AS (
    UPDATE checkouts SET look_again_at = %(at)s, heard = heard + 1
    WHERE id = %(checkout)s AND EXISTS (SELECT FROM kept) AND NOT EXISTS (SELECT FROM by_payment)
)
SELECT EXISTS (SELECT FROM kept)
"""


def facts(hint: Hint, *, at: datetime) -> dict[str, Any]:
    """Give what is kept of a hint."""
    return {
        "id": hint.id,
        "type": hint.type,
        "object": hint.object_id,
        "payment": hint.payment_id,
        "checkout": hint.checkout_id,
        "mode": hint.mode,
        "happened_at": hint.happened_at,
        "at": at,
        "old": at - HINT_LIFE,
    }
