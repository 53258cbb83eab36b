"""A PostgreSQL server that goes away: what is safe is done again, and nobody waits for ever."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from adapters.postgres import connecting, database
from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database
from domain.checkout import Checkout
from domain.errors import StoreUnavailable
from domain.ports import Hint, Key, Search
from tests.support.checkouts import A_DAY, NOON, an_open_checkout
from tests.support.postgres import Server, server

ID = "co_velvet-armchair"
KEY = Key("shop", "COMPLICATED-LAMP", "149.90 for order 1001")
HINT = Hint("evt_brass-bell", "payment_intent.succeeded", "pi", None, None, "test", NOON)
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL"
CUT_AT_COMMIT = """
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON checkouts DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cut()
"""


@pytest.fixture(scope="module")
def shaky() -> Iterator[Server]:
    """A server that these tests may stop."""
    with server() as running:
        yield running


@pytest.fixture
def url(shaky: Server) -> str:
    """An address where nothing is yet."""
    return shaky.fresh()


@pytest.fixture
async def store(url: str) -> AsyncIterator[PostgresCheckouts]:
    """A store with one checkout."""
    database = Database(url, create=True)
    store = PostgresCheckouts(database)
    await store.add(an_open_checkout(), None, at=NOON)
    yield store
    await database.close()


@contextmanager
def impatient() -> Iterator[None]:
    """Wait for a moment only."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connecting, "PATIENCE", 0.3)
        patched.setattr(database, "_TO_LET_GO", 0.3)
        yield


class Counting:
    """A move that counts how often it is made, and has something happen meanwhile at the first time."""

    def __init__(self, url: str, *statements: str) -> None:
        self.url, self.statements = url, statements
        self.times = 0

    def __call__(self, checkout: Checkout) -> Checkout:
        """Make the move."""
        self.times += 1
        if self.times == 1:
            with psycopg.connect(self.url, autocommit=True) as connection:
                for statement in self.statements:
                    connection.execute(statement)
        return checkout.changed(NOON, used_keys=checkout.used_keys + 1)


async def test_a_restart_is_survived(store: PostgresCheckouts, shaky: Server) -> None:
    """Every connection is lost, and nobody notices."""
    shaky.stop()
    shaky.start()
    found = await store.get(ID)
    after = await store.update(ID, lambda checkout: checkout.changed(NOON, used_keys=7))

    assert found == an_open_checkout()
    assert await store.get(ID) == after


async def test_what_is_lost_before_its_commit_is_done_again(store: PostgresCheckouts, url: str) -> None:
    """The move is made twice, and takes place once."""
    move = Counting(url, CUT)
    after = await store.update(ID, move)

    assert move.times == 2
    assert after.used_keys == 1
    assert await store.get(ID) == after


async def test_what_is_lost_at_its_commit_is_not_done_again(store: PostgresCheckouts, url: str) -> None:
    """Nobody knows whether it took place, and so it is not repeated."""
    with psycopg.connect(url) as connection:
        connection.execute(CUT_AT_COMMIT)
    move = Counting(url)

    with pytest.raises(StoreUnavailable):
        await store.update(ID, move)
    assert move.times == 1
    assert await store.get(ID) == an_open_checkout()


async def test_a_server_that_is_away_gives_no_answer(store: PostgresCheckouts, shaky: Server) -> None:
    """Every call says so after a while, and works when the server is back."""
    shaky.stop()
    with impatient():
        answers = await asyncio.gather(
            store.installation(),
            store.add(an_open_checkout("brass-lamp"), KEY, at=NOON),
            store.add(an_open_checkout("oak-table"), None, at=NOON),
            store.get(ID),
            store.update(ID, lambda checkout: checkout),
            store.hear(HINT, at=NOON),
            store.claim(at=NOON, until=NOON + A_DAY, limit=9),
            store.search(Search()),
            store.of_order("1001"),
            store.prune(older_than=NOON),
            return_exceptions=True,
        )
    shaky.start()

    assert {type(it) for it in answers} == {StoreUnavailable}
    assert await store.get(ID) == an_open_checkout()


async def test_a_server_that_was_never_there_gives_no_answer(url: str, shaky: Server) -> None:
    """Who starts before the server finds it later."""
    database = Database(url, create=True)
    shaky.stop()
    with impatient(), pytest.raises(StoreUnavailable):
        await database.exists()
    shaky.start()

    assert await database.exists()
    await database.close()


async def test_a_server_that_hangs_gives_no_answer(store: PostgresCheckouts, shaky: Server) -> None:
    """Its connection is cut, and another is made when it goes on."""
    with shaky.frozen(), impatient(), pytest.raises(StoreUnavailable):
        await store.get(ID)

    assert await store.get(ID) == an_open_checkout()


async def test_a_move_that_hangs_at_the_server_is_given_up(store: PostgresCheckouts, url: str) -> None:
    """Who waits for a row that another holds is told so; nothing was changed."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT FROM checkouts FOR UPDATE")
        with impatient(), pytest.raises(StoreUnavailable):
            await store.update(ID, lambda checkout: checkout.changed(NOON, used_keys=7))

    assert await store.get(ID) == an_open_checkout()
