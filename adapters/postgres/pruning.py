"""Forgetting what was heard and which keys were used long ago."""

from datetime import datetime

from adapters.postgres.database import Database

_AT_ONCE = 1_000
"""How many go in one statement, so that nobody waits long."""

HINTS = "DELETE FROM hints WHERE id IN (SELECT id FROM hints WHERE heard_at < %s LIMIT %s) RETURNING 1"
KEYS = """
DELETE FROM opening_keys WHERE (sender, text) IN (SELECT sender, text FROM opening_keys WHERE used_at < %s LIMIT %s)
RETURNING 1
"""


async def prune(database: Database, older_than: datetime) -> dict[str, int]:
    """Forget hints and keys from before a moment, and say how many."""
    return {
        name: await pruned(database, statement, older_than) for name, statement in (("hints", HINTS), ("keys", KEYS))
    }


async def pruned(database: Database, statement: str, older_than: datetime) -> int:
    """Delete what is older than a moment by a statement, some at a time, and say how many there were."""
    gone = 0
    while went := len(await database.ask(statement, (older_than, _AT_ONCE))):
        gone += went
    return gone
