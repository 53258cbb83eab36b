"""A change and its event are kept both or neither, whatever happens in between (R86)."""

import asyncio
import sqlite3
import sys
import threading
from pathlib import Path
from signal import SIGKILL

import psycopg
import pytest

from adapters.sqlite.checkouts import SqliteCheckouts
from domain.checkout import Checkout
from domain.errors import StoreUnavailable
from tests.contract.outbox.samples import ids
from tests.contract.outboxes import DURABLE, Post, in_postgresql, in_sqlite
from tests.support.checkouts import NOON, a_checkout_at_alma, a_paid_checkout
from tests.support.postgres import Server

ROOT = Path(__file__).parents[3]
ID = "co_velvet-armchair"

FULL = {
    "sqlite": "CREATE TRIGGER full BEFORE INSERT ON outgoing BEGIN SELECT RAISE(ABORT, 'it is full'); END",
    "postgresql": """
    CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'it is full'; END $$;
    CREATE TRIGGER full_up BEFORE INSERT ON outgoing FOR EACH ROW EXECUTE FUNCTION full_up()
    """,
}
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL"
CUT_AT_COMMIT = """
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON checkouts DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cut()
"""


def beneath(kind: str, where: str, statement: str) -> None:
    """Do something to a store beneath the program."""
    if kind == "sqlite":
        with sqlite3.connect(where) as file:
            file.execute(statement)
        return
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(statement)


def pay(_: Checkout) -> Checkout:
    """Move a checkout on."""
    return a_paid_checkout()


async def left(post: Post) -> tuple[str, list[str], int]:
    """Tell how the checkout stands, which events there are, and how often somebody was woken."""
    return (await post.checkouts.get(ID)).status, await ids(post), len(post.rung)


async def test_a_change_whose_event_cannot_be_kept_is_not_kept(durable: tuple[str, str]) -> None:
    """R86: alone or among others."""
    kind, where = durable
    async with DURABLE[kind](where) as post:
        await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)
        beneath(kind, where, FULL[kind])
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException)):
            await post.checkouts.update(ID, pay)
        found = await left(post)

    assert found == ("awaiting_customer", [], 0)


async def test_a_commit_that_fails_in_sqlite_leaves_neither(tmp_path: Path) -> None:
    """R86: another move of the same batch loses it for all."""
    begun, over = threading.Event(), threading.Event()

    def long(_: sqlite3.Connection) -> None:
        begun.set()
        over.wait(5)

    def lose(connection: sqlite3.Connection) -> None:
        connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("disk I/O error")

    async with in_sqlite(str(tmp_path / "shop.db")) as post:
        store = post.checkouts
        assert isinstance(store, SqliteCheckouts)
        await store.add(a_checkout_at_alma(), None, at=NOON)
        first = asyncio.ensure_future(store.database.write(long))
        await asyncio.to_thread(begun.wait, 5)
        update = asyncio.ensure_future(store.update(ID, pay))
        await asyncio.sleep(0)
        lost = asyncio.ensure_future(store.database.write(lose))
        await asyncio.sleep(0)
        over.set()
        outcomes = await asyncio.gather(first, update, lost, return_exceptions=True)
        found = await left(post)

    assert [type(outcome) for outcome in outcomes[1:]] == [StoreUnavailable] * 2
    assert found == ("awaiting_customer", [], 0)


async def test_a_commit_that_fails_in_postgresql_leaves_neither(postgres: Server) -> None:
    """R86: the answer to it is lost, and it did not take place."""
    url = postgres.fresh()
    async with in_postgresql(url) as post:
        await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)
        beneath("postgresql", url, CUT_AT_COMMIT)
        with pytest.raises(StoreUnavailable):
            await post.checkouts.update(ID, pay)
        found = await left(post)

    assert found == ("awaiting_customer", [], 0)


async def test_a_move_that_runs_twice_makes_one_event(postgres: Server) -> None:
    """R86: its first transaction is lost before the commit, and the second makes the same event."""
    url, times = postgres.fresh(), list[int]()

    def cut_at_first(checkout: Checkout) -> Checkout:
        times.append(1)
        if len(times) == 1:
            beneath("postgresql", url, CUT)
        return pay(checkout)

    async with in_postgresql(url) as post:
        await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)
        await post.checkouts.update(ID, cut_at_first)
        found = await left(post)

    assert len(times) == 2
    assert found == ("paid", ["ev_velvet-armchair_4_3d3d"], 1)


SCRIPT = """
import asyncio, os, signal, sys
from tests.contract.outboxes import DURABLE
from tests.support.checkouts import NOON, a_checkout_at_alma, a_paid_checkout
kind, where, when = sys.argv[1:]
def end():
    os.kill(os.getpid(), signal.SIGKILL)
def pay(_):
    if when == "within":
        end()
    return a_paid_checkout()
async def main():
    async with DURABLE[kind](where) as post:
        await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)
        await post.checkouts.update("co_velvet-armchair", pay)
        end()
asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("when", "expected"),
    [("within", ("awaiting_customer", [], 0)), ("afterwards", ("paid", ["ev_velvet-armchair_4_3d3d"], 0))],
)
async def test_a_process_that_is_killed_leaves_both_or_neither(
    durable: tuple[str, str], when: str, expected: tuple[str, list[str], int]
) -> None:
    """R86: what was answered is there with its event."""
    kind, where = durable
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SCRIPT, kind, where, when, cwd=ROOT)
    code = await process.wait()
    async with DURABLE[kind](where) as post:
        found = await left(post)

    assert code == -SIGKILL
    assert found == expected
