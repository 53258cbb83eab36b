"""SQLite: openings with a key, against a bare loop of the same inserts with a commit for each."""

import sqlite3
import time
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from adapters.sqlite import rows
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.connecting import to_write
from adapters.sqlite.database import Database
from domain.checkout import Checkout
from domain.ports import Key
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.measuring import rate
from tests.support.checkouts import NOON, an_open_checkout

ROUNDS, OPENINGS = 7, 1_000
_USE = "INSERT INTO opening_keys VALUES (?, ?, ?, ?, ?)"
_numbers = count()


def _new() -> list[Checkout]:
    return [an_open_checkout(f"chair-{next(_numbers)}") for _ in range(OPENINGS)]


def _bare(connection: sqlite3.Connection) -> float:
    checkouts = _new()
    begun = time.perf_counter()
    for it in checkouts:
        connection.execute("BEGIN IMMEDIATE")
        rows.keep(connection, it)
        connection.execute(_USE, ("shop", it.id, "a request", it.id, 0))
        connection.execute("COMMIT")
    return OPENINGS / (time.perf_counter() - begun)


async def _opened(store: SqliteCheckouts, checkout: Checkout) -> Checkout:
    return await store.add(checkout, Key("shop", checkout.id, "a request"), at=NOON)


async def measure(folder: Path) -> list[Figure]:
    """Measure both, 16 at once and alone, each on a file of its own."""
    database = Database(folder / "ours.db", create=True)
    store = SqliteCheckouts(database)
    bare = to_write(folder / "bare.db", create=True, until=time.monotonic() + 5)
    assert bare

    async def ours(at_once: int) -> float:
        return await rate([partial(_opened, store, it) for it in _new()], at_once=at_once)

    with closing(bare):
        rounds = [(_bare(bare), await ours(16), await ours(1)) for _ in range(ROUNDS)]
    await database.close()
    limits, many, one = zip(*rounds, strict=True)
    return [
        Figure("SQLite, openings, 16 at once", "a bare loop", "/s", many, limits, Promise(least=2.0)),
        Figure("SQLite, openings, one at a time", "a bare loop", "/s", one, limits, Promise(least=0.45)),
    ]
