"""Openings: a new checkout and its caller's key, each alone, or many with new keys in one statement."""

from datetime import datetime
from typing import Any

from adapters.postgres import keys, outgoing, rows
from adapters.postgres.tables import Tables
from domain.checkout import Checkout
from domain.outgoing import OutgoingEvent
from domain.ports import Key
from domain.refunds import KEY_LIFE

Opening = tuple[Checkout, Key, datetime]

# With the new keys a few go that are free again. Two that share keys take them in the same order.
OPEN = f"""
WITH forgotten AS (
    DELETE FROM opening_keys WHERE (sender, text) IN (
        SELECT sender, text FROM opening_keys WHERE used_at <= %(free)s
        ORDER BY used_at LIMIT 4 FOR UPDATE SKIP LOCKED
    )
), taken AS (
    INSERT INTO opening_keys (sender, text, request, checkout_id, used_at)
    SELECT * FROM unnest(
        %(sender)s::text[], %(text)s::text[], %(request)s::text[], %(id)s::text[], %(at)s::timestamptz[]
    ) AS used (sender, text, request, checkout_id, used_at) ORDER BY sender, text
    ON CONFLICT (sender, text) DO NOTHING RETURNING checkout_id
), kept AS ({rows.ADD} WHERE new.id IN (SELECT checkout_id FROM taken))
SELECT checkout_id FROM taken
"""  # noqa: S608 -- our own names


async def alone(
    tables: Tables, checkout: Checkout, key: Key | None, events: tuple[OutgoingEvent, ...], *, at: datetime
) -> Checkout:
    """Add a checkout with its events, or give the earlier one that its key keeps.

    Raises:
        IdempotencyConflict: the key was used for another request.
    """
    if key and (earlier := await keys.take(tables, key, checkout.id, at=at)):
        return earlier
    await rows.keep(tables, checkout)
    await outgoing.write(tables, events)
    return checkout


def values(asked: list[Opening]) -> dict[str, Any]:
    """Give what `OPEN` is given."""
    return rows.together([checkout for checkout, _, _ in asked]) | {
        "sender": [key.sender for _, key, _ in asked],
        "text": [key.text for _, key, _ in asked],
        "request": [key.request for _, key, _ in asked],
        "at": [at for _, _, at in asked],
        "free": min(at for _, _, at in asked) - KEY_LIFE,
    }
