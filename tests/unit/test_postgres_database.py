"""The PostgreSQL database: its tables made only where that is wanted, and ours alone."""

import asyncio

import psycopg
import pytest

from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database
from adapters.postgres.schema import ForeignStore
from domain.errors import CheckoutNotFound, StoreUnavailable
from domain.ports import Hint, Page, Search
from tests.support.checkouts import A_DAY, NOON, an_open_checkout
from tests.support.postgres import postgres
from tests.unit.postgres_schemas import database, other, url

__all__ = ["database", "other", "postgres", "url"]

HINT = Hint("evt_brass-bell", "payment_intent.succeeded", "pi", None, None, "test", NOON)


def tables(url: str) -> list[str]:
    """Name the tables that are there."""
    question = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute(question)]


async def test_a_database_without_tables_answers_as_an_empty_store(other: Database, url: str) -> None:
    """Nobody is found, nothing is due, and no table appears."""
    checkouts = PostgresCheckouts(other)

    assert await checkouts.search(Search()) == Page((), None)
    assert await checkouts.of_order("1001") == ()
    assert await checkouts.claim(at=NOON, until=NOON + A_DAY, limit=9) == ()
    assert await checkouts.installation()
    assert await checkouts.prune(older_than=NOON) == {"hints": 0, "keys": 0}
    with pytest.raises(CheckoutNotFound):
        await checkouts.get("co_velvet-armchair")
    with pytest.raises(CheckoutNotFound):
        await checkouts.update("co_velvet-armchair", lambda checkout: checkout)
    await other.belongs_to("sandbox")
    assert not await other.exists()
    assert tables(url) == []


async def test_a_database_without_tables_takes_nothing_in(other: Database, url: str) -> None:
    """What cannot be kept is refused, and no table appears."""
    checkouts = PostgresCheckouts(other)

    with pytest.raises(StoreUnavailable, match="There are no tables in the database postgresql:///"):
        await checkouts.add(an_open_checkout(), None, at=NOON)
    with pytest.raises(StoreUnavailable, match="There are no tables in the database"):
        await checkouts.hear(HINT, at=NOON)
    assert tables(url) == []


async def test_tables_made_meanwhile_are_seen(other: Database, database: Database) -> None:
    """A worker that waits for its tables finds them as soon as they are there."""
    assert not await other.exists()
    await PostgresCheckouts(database).add(an_open_checkout(), None, at=NOON)

    assert await PostgresCheckouts(other).get("co_velvet-armchair") == an_open_checkout()


async def test_several_may_make_the_tables_at_once(url: str) -> None:
    """Processes that start together make one store, with one name."""
    databases = [Database(url, create=True) for _ in range(8)]
    names = await asyncio.gather(*(PostgresCheckouts(it).installation() for it in databases))
    for it in databases:
        await it.close()

    assert len(set(names)) == 1


async def test_it_belongs_to_its_first_gateway(database: Database, other: Database) -> None:
    """Another gateway or mode is refused with a sentence, its own never."""
    await database.belongs_to("sandbox")
    await database.belongs_to("sandbox")
    await other.belongs_to("sandbox")

    with pytest.raises(ForeignStore, match=r"belongs to sandbox, not to stripe/live;"):
        await other.belongs_to("stripe/live")


async def test_another_programs_tables_are_left_alone(database: Database, url: str) -> None:
    """No table of ours is put beside one that has a name of ours."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE hints (hint text)")

    with pytest.raises(ForeignStore, match=r"tables of another program: hints\."):
        await database.exists()
    assert tables(url) == ["hints"]


async def test_a_bug_stays_a_bug(database: Database) -> None:
    """The same checkout twice is no trouble of the server, and the store works on."""
    checkouts = PostgresCheckouts(database)
    await checkouts.add(an_open_checkout(), None, at=NOON)

    with pytest.raises(psycopg.errors.UniqueViolation):
        await checkouts.add(an_open_checkout(), None, at=NOON)
    assert await checkouts.get("co_velvet-armchair") == an_open_checkout()


@pytest.mark.parametrize("unknown", ["\ud800", "a\0b"])
async def test_text_that_no_table_can_hold_is_found_nowhere(database: Database, unknown: str) -> None:
    """A stray character in an address is no trouble of the server."""
    checkouts = PostgresCheckouts(database)

    assert (await checkouts.search(Search(order=unknown))).items == ()
    assert await checkouts.of_order(unknown) == ()
    with pytest.raises(CheckoutNotFound):
        await checkouts.get(unknown)
    with pytest.raises(CheckoutNotFound):
        await checkouts.update(unknown, lambda checkout: checkout)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://shop:velvet@db.example:5433/sales?sslmode=require", "postgresql://db.example:5433/sales"),
        ("postgresql://shop@db.example", "postgresql://db.example/shop"),
        ("postgresql:///sales?password=velvet", "postgresql://localhost/sales"),
    ],
)
def test_it_is_told_without_its_secret(address: str, told: str) -> None:
    """Who asks for the database learns where it is, and no password."""
    assert Database(address, create=True).where == told


async def test_an_address_that_cannot_be_read_is_not_repeated() -> None:
    """It may hold a password, so it is told without it."""
    database = Database("postgresql://shop:velvet%zz@db.example/sales", create=True)

    with pytest.raises(ForeignStore, match=r"^The address of the database cannot be read\.$"):
        await database.exists()


async def test_a_closed_database_opens_again_when_it_is_used(database: Database) -> None:
    """Closing ends nothing for good, and closing twice is closing once."""
    checkouts = PostgresCheckouts(database)
    await checkouts.add(an_open_checkout("velvet-armchair"), None, at=NOON)
    await database.close()
    await database.close()
    await checkouts.add(an_open_checkout("brass-lamp"), None, at=NOON)

    assert len((await checkouts.search(Search())).items) == 2
