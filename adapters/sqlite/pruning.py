"""Forgetting what was heard and which keys were used long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.sqlite.rows import microseconds

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.sqlite.database import Database
    from adapters.sqlite.looking import LookedAt

_AT_ONCE = 1_000
"""How many go in one move, so that nobody waits long."""

_HINTS = "DELETE FROM hints WHERE id IN (SELECT id FROM hints WHERE heard_at < ? LIMIT ?)"
_KEYS = """
DELETE FROM opening_keys WHERE (sender, text) IN (SELECT sender, text FROM opening_keys WHERE used_at < ? LIMIT ?)
"""


async def prune(database: Database | LookedAt, older_than: datetime) -> dict[str, int]:
    """Forget hints and keys from before a moment, and say how many."""
    return {
        name: await pruned(database, statement, older_than) for name, statement in (("hints", _HINTS), ("keys", _KEYS))
    }


async def pruned(database: Database | LookedAt, statement: str, older_than: datetime) -> int:
    """Delete what is older than a moment by a statement, some at a time, and say how many there were."""
    gone, values = 0, (microseconds(older_than), _AT_ONCE)
    while went := await _deleted(database, statement, values):
        gone += went
    return gone


async def _deleted(database: Database | LookedAt, statement: str, values: tuple[int, int]) -> int:
    return await database.write(lambda connection: connection.execute(statement, values).rowcount)
