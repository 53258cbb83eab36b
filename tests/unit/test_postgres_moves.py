"""Openings and moves in PostgreSQL that share a transaction, and those that have to go alone."""

import asyncio
from dataclasses import replace

import psycopg
import pytest

from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database
from adapters.postgres.sandbox_payments import PostgresSandboxPayments
from domain.checkout import Checkout
from domain.errors import CheckoutNotFound, NotAllowedNow, StoreUnavailable
from domain.ports import Key
from tests.support.checkouts import NOON, an_open_checkout
from tests.support.postgres import postgres
from tests.unit.postgres_schemas import database, url

__all__ = ["database", "postgres", "url"]

KEY = Key("shop", "COMPLICATED-LAMP", "149.90 for order 1001")


@pytest.fixture
async def store(database: Database) -> PostgresCheckouts:
    """A store with two checkouts."""
    store = PostgresCheckouts(database)
    await store.add(an_open_checkout("velvet-armchair"), None, at=NOON)
    await store.add(an_open_checkout("brass-lamp"), None, at=NOON)
    return store


def counted(checkout: Checkout) -> Checkout:
    """Make a change that can be counted."""
    return replace(checkout, changes=checkout.changes + 1)


def refuse(checkout: Checkout) -> Checkout:
    """Make none."""
    raise NotAllowedNow("Refunding", checkout.status)


async def test_moves_that_arrive_together_are_each_for_themselves(store: PostgresCheckouts) -> None:
    """One that raises and one of nobody leave the others alone, and two of the same checkout both count."""
    first, second, refused, unknown, third = await asyncio.gather(
        store.update("co_velvet-armchair", counted),
        store.update("co_velvet-armchair", counted),
        store.update("co_velvet-armchair", refuse),
        store.update("co_nobody", counted),
        store.update("co_brass-lamp", counted),
        return_exceptions=True,
    )

    assert isinstance(refused, NotAllowedNow)
    assert isinstance(unknown, CheckoutNotFound)
    assert [it.changes for it in (first, second, third) if isinstance(it, Checkout)] == [1, 2, 1]
    assert (await store.get("co_velvet-armchair")).changes == 2


async def test_a_row_that_another_holds_keeps_its_neighbours_from_nothing(store: PostgresCheckouts, url: str) -> None:
    """The other move is answered at once, and this one when the row is free, whether it changes anything or not."""
    with psycopg.connect(url) as another:
        another.execute("SELECT FROM checkouts WHERE id = 'co_velvet-armchair' FOR UPDATE")
        held = [asyncio.ensure_future(store.update("co_velvet-armchair", it)) for it in (counted, lambda it: it)]
        free = await store.update("co_brass-lamp", counted)
        done = [it for it in held if it.done()]
    after = await asyncio.gather(*held)

    assert free.changes == 1
    assert done == []
    assert max(it.changes for it in after) == 1


async def test_an_opening_that_cannot_be_keeps_its_neighbours_from_nothing(store: PostgresCheckouts) -> None:
    """A checkout that is already there is a bug of whoever brings it again, and of nobody else."""
    bug, kept = await asyncio.gather(
        store.add(an_open_checkout("brass-lamp"), KEY, at=NOON),
        store.add(an_open_checkout("oak-table"), replace(KEY, text="OAK-TABLE"), at=NOON),
        return_exceptions=True,
    )

    assert isinstance(bug, psycopg.errors.UniqueViolation)
    assert kept == an_open_checkout("oak-table") == await store.get("co_oak-table")


async def test_a_question_that_the_server_cuts_short_gets_no_answer(url: str) -> None:
    """Where the server's keeper has set a limit, it is not asked again and again."""
    database = Database(f"{url}%20-cstatement_timeout%3D50", create=True)

    with pytest.raises(StoreUnavailable):
        await database.ask("SELECT pg_sleep(5)")
    await database.close()


async def test_a_payment_made_by_another_meanwhile_is_moved(database: Database, url: str) -> None:
    """Two processes that make the same payment at once make one."""
    payments: PostgresSandboxPayments[str] = PostgresSandboxPayments(
        database=database, encode=str.encode, decode=bytes.decode, checkout_of=lambda _: None
    )
    await database.exists()

    def add_a_word(before: str | None) -> str:
        if before is None:
            with psycopg.connect(url) as another:
                another.execute("INSERT INTO sandbox_payments (id, document) VALUES ('pi_brass-lamp', 'theirs')")
            return "ours"
        return f"{before} and ours"

    assert await payments.update("pi_brass-lamp", add_a_word) == "theirs and ours"
    assert await payments.get("pi_brass-lamp") == "theirs and ours"
