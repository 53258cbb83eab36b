"""The promises of `Orphans`, over every store (R85)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.in_memory.orphans import InMemoryOrphans
from adapters.postgres.database import Database as PostgresDatabase
from adapters.postgres.orphans import PostgresOrphans
from adapters.sqlite.database import Database as SqliteDatabase
from adapters.sqlite.orphans import SqliteOrphans
from domain.errors import StoreUnavailable
from domain.orphans import Done, Orphan
from domain.ports import Orphans
from tests.contract.checkouts.conftest import address
from tests.contract.stores import STORES
from tests.support.checkouts import NOON

LAMP = Orphan(
    payment_id="pi_brass-lamp",
    amount=14_990,
    currency="EUR",
    holds="received",
    checkout="co_brass-lamp",
    found_at=NOON,
)
TABLE = replace(LAMP, payment_id="pi_oak-table", checkout=None)


def opened(kind: str, where: str, *, create: bool = True) -> tuple[Orphans, SqliteDatabase | PostgresDatabase | None]:
    """Give the orphans of a store, and its database."""
    if kind == "memory":
        return InMemoryOrphans(), None
    if kind == "sqlite":
        sqlite = SqliteDatabase(where, create=create)
        return SqliteOrphans(sqlite), sqlite
    postgres = PostgresDatabase(where, create=create)
    return PostgresOrphans(postgres), postgres


@pytest.fixture(params=STORES)
async def orphans(request: pytest.FixtureRequest) -> AsyncIterator[Orphans]:
    """Each store, without any."""
    found, database = opened(request.param, address(request.param, request))
    yield found
    if database:
        await database.close()


def done(orphan: Orphan) -> Orphan:
    """Have somebody deal with it."""
    return orphan.ended("ada", NOON, "paid back in cash")


async def test_what_is_kept_is_found(orphans: Orphans) -> None:
    """By its payment, with everything; an unknown one is not."""
    await orphans.keep(LAMP)

    assert await orphans.get(LAMP.payment_id) == LAMP
    assert await orphans.get("pi_nobody") is None
    assert await orphans.get("pi\0\ud800") is None


async def test_what_is_kept_twice_stays_as_it_was(orphans: Orphans) -> None:
    """To find it again does not undo what was said of it."""
    await orphans.keep(LAMP)
    ended = await orphans.update(LAMP.payment_id, done)
    again = await orphans.keep(replace(LAMP, found_at=NOON + timedelta(days=1)))

    assert again == ended
    assert await orphans.get(LAMP.payment_id) == ended


async def test_those_that_are_open_are_listed(orphans: Orphans) -> None:
    """In the order of their payments, without those that somebody dealt with."""
    for orphan in (TABLE, LAMP, replace(LAMP, payment_id="pi_chair")):
        await orphans.keep(orphan)
    await orphans.update("pi_chair", done)

    assert await orphans.open() == (LAMP, TABLE)


async def test_one_that_is_open_again_is_listed_again(orphans: Orphans) -> None:
    """Nothing of it was lost."""
    await orphans.keep(LAMP)
    await orphans.update(LAMP.payment_id, done)
    await orphans.update(LAMP.payment_id, lambda orphan: replace(orphan, done=None))

    assert await orphans.open() == (LAMP,)


async def test_an_unknown_one_is_not_moved(orphans: Orphans) -> None:
    """There is nothing to move."""
    assert await orphans.update("pi_nobody", done) is None
    assert await orphans.update("pi\0\ud800", done) is None


async def test_moves_at_once_lose_nothing(orphans: Orphans) -> None:
    """They take place one after the other; the first word on it stays."""
    await orphans.keep(LAMP)
    moves = [orphans.update(LAMP.payment_id, lambda it: replace(it, amount=it.amount + 1)) for _ in range(9)]
    await asyncio.gather(*moves)

    assert await orphans.get(LAMP.payment_id) == replace(LAMP, amount=14_999)


async def test_kept_at_once_it_is_kept_once(orphans: Orphans) -> None:
    """Each is given the same one."""
    found = await asyncio.gather(*(orphans.keep(replace(LAMP, amount=amount)) for amount in range(1, 6)))

    assert len(set(found)) == 1
    assert await orphans.open() == (found[0],)


async def test_without_a_database_there_are_none(durable: tuple[str, str]) -> None:
    """A command that may not make the database finds none, and keeps none."""
    found, database = opened(*durable, create=False)

    assert await found.open() == ()
    assert await found.get("pi_nobody") is None
    with pytest.raises(StoreUnavailable):
        await found.keep(LAMP)
    if database:
        await database.close()


def test_the_first_word_on_an_orphan_stays() -> None:
    """Whoever says it is done later changes nothing."""
    said = done(LAMP)

    assert said.ended("bob", NOON + timedelta(days=1)).done == Done("ada", NOON, "paid back in cash")
