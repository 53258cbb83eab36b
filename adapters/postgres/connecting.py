"""Connections to the server: the first one, which sees to the tables, and a pool of those that follow."""

import asyncio
import re
from typing import Any

import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import AsyncConnectionPool

from adapters.postgres.schema import ForeignStore, bring_up

Pool = AsyncConnectionPool[AsyncConnection]

PATIENCE = 6.0
"""For how many seconds something is tried, from the question to the answer."""
AT_MOST = 16
"""How many connections a process has at most: as many as are busy at once gain from the server's group commit."""

_SETTINGS: dict[str, Any] = {"autocommit": True, "connect_timeout": 5, "fallback_application_name": "alma-checkout"}
_UNREADABLE = "The address of the database cannot be read."


def where(url: str) -> str:
    """Tell a database by host and name, without whatever secret is in its address.

    Raises:
        ForeignStore: the address cannot be read.
    """
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise ForeignStore(_UNREADABLE) from None
    host, port = parts.get("host") or "localhost", parts.get("port")
    authority, _, path = url.partition("://")[2].partition("?")[0].partition("/")
    if authority.count("@") > 1 or "@" in path or not re.fullmatch("[0-9,]*", str(port or "")):
        raise ForeignStore(_UNREADABLE)  # a part of a password, not encoded or out of its place, would be shown
    return f"postgresql://{host}{f':{port}' if port else ''}/{parts.get('dbname') or parts.get('user') or ''}"


async def connected(url: str) -> AsyncConnection:
    """Connect once."""
    return await AsyncConnection.connect(url, **_SETTINGS)


class Connections:
    """A pool, opened at its first use where there are tables, or where they may be made."""

    def __init__(self, url: str, *, create: bool) -> None:
        self._url = url
        self._create = create
        self._pool: Pool | None = None
        self._opening = asyncio.Lock()

    async def opened(self) -> Pool | None:
        """Give the pool; None where there are no tables.

        Raises:
            ForeignStore: the tables are not for us, or the address is none.
        """
        return self._pool or await self._opened_once()

    async def close(self) -> None:
        """Close every connection; what is asked later begins anew, in another event loop if need be."""
        pool, self._pool = self._pool, None
        self._opening = asyncio.Lock()
        if pool:
            await pool.close()

    async def _opened_once(self) -> Pool | None:
        async with self._opening:
            self._pool = self._pool or await self._filled()
        return self._pool

    async def _filled(self) -> Pool | None:
        where(self._url)
        async with await connected(self._url) as connection:
            if not await bring_up(connection, create=self._create):
                return None
        # Where the server was away, whoever waits has it looked for again after a second.
        pool = Pool(
            self._url, kwargs=_SETTINGS, min_size=1, max_size=AT_MOST, timeout=1, reconnect_timeout=1, open=False
        )
        await pool.open()
        return pool
