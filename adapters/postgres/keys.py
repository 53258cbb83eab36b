"""What callers' idempotency keys were used for (R21)."""

from datetime import datetime

from adapters.postgres import rows
from adapters.postgres.tables import Tables
from domain.checkout import Checkout
from domain.errors import IdempotencyConflict
from domain.ports import Key
from domain.refunds import KEY_LIFE

# Whoever uses the same key at once waits here for the first.
TAKE = """
INSERT INTO opening_keys (sender, text, request, checkout_id, used_at)
VALUES (%(sender)s, %(text)s, %(request)s, %(checkout)s, %(at)s)
ON CONFLICT (sender, text) DO UPDATE SET sender = excluded.sender
RETURNING xmax = 0, request, checkout_id, used_at > %(free)s
"""
_USE_ANEW = """
UPDATE opening_keys SET request = %(request)s, checkout_id = %(checkout)s, used_at = %(at)s
WHERE (sender, text) = (%(sender)s, %(text)s)
"""


async def take(tables: Tables, key: Key, checkout_id: str, *, at: datetime) -> Checkout | None:
    """Use a key for a new checkout, or give the earlier one that it keeps.

    Raises:
        IdempotencyConflict: it was used for another request.
    """
    use = {
        "sender": key.sender,
        "text": key.text,
        "request": key.request,
        "checkout": checkout_id,
        "at": at,
        "free": at - KEY_LIFE,
    }
    ((is_new, request, kept, is_kept),) = await tables.keep(TAKE, use)
    if is_new:
        return None
    earlier = rows.the_one(kept, await tables.ask(rows.ONE, (kept,))) if is_kept else None
    if earlier is None or earlier.refused_at_opening:
        await tables.ask(_USE_ANEW, use)
        return None
    if request != key.request:
        raise IdempotencyConflict
    return earlier
