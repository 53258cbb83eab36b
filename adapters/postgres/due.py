"""Checkouts that are due to be looked at, and their claiming by one worker among several."""

# What another worker is just claiming is passed over, not waited for.
CLAIM = """
WITH due AS (
    SELECT id, look_again_at FROM checkouts WHERE look_again_at <= %(at)s
    ORDER BY look_again_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), leased AS (
    UPDATE checkouts SET look_again_at = %(until)s FROM due WHERE checkouts.id = due.id
    RETURNING due.look_again_at, due.id
)
SELECT id FROM leased ORDER BY look_again_at, id
"""
