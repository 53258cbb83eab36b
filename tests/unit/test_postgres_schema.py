"""The tables of the PostgreSQL store: every question has its index, and an older version is brought up."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import AsyncConnection

from adapters.document import columns
from adapters.postgres import keys, needing, pruning
from adapters.postgres.due import CLAIM
from adapters.postgres.hints import HEAR
from adapters.postgres.schema import ForeignStore, bring_up, version
from adapters.postgres.searching import question
from adapters.postgres.steps import STEPS
from adapters.postgres.tables import Values
from domain.ports import Position, Search
from domain.states import Canceled
from tests.support.checkouts import A_DAY, NOON, a_checkout_at_alma, a_checkout_in_review, an_open_checkout
from tests.support.postgres import Server, postgres

__all__ = ["postgres"]

LATER = (*STEPS, "ALTER TABLE checkouts ADD COLUMN note text; UPDATE checkouts SET note = 'none'")
NARROW = Search(
    country="LU", currency="EUR", method="alma", amount_from=1, amount_to=2, opened_from=NOON, opened_before=NOON
)
"""Every term that is looked at along the way."""


@pytest.fixture
async def connection(postgres: Server) -> AsyncIterator[AsyncConnection]:
    """A connection to a place where nothing is yet."""
    async with await AsyncConnection.connect(postgres.fresh(), autocommit=True) as connection:
        yield connection


async def plan(connection: AsyncConnection, statement: str, values: Values) -> str:
    """Tell how the answer is found where there are many rows, which there are not."""
    await connection.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off")
    found = await connection.execute(f"EXPLAIN {statement}", values)
    return " ".join([line for (line,) in await found.fetchall()])


@pytest.mark.parametrize(
    ("search", "index"),
    [
        (Search(), "newest"),
        (Search(after=Position(NOON, "co_velvet-armchair")), "newest"),
        (Search(status="paid"), "by_status"),
        (Search(status="paid", after=Position(NOON, "co_velvet-armchair")), "by_status"),
        (Search(order="1001"), "by_order"),
        (Search(overdue_at=NOON), "awaiting"),
        (Search(opened_from=NOON, opened_before=NOON), "newest"),
        (NARROW, "newest"),
        (replace(NARROW, status="paid"), "by_status"),
        (replace(NARROW, status="paid", after=Position(NOON, "co_velvet-armchair")), "by_status"),
    ],
)
async def test_every_search_has_its_index(connection: AsyncConnection, search: Search, index: str) -> None:
    """A page costs no more with a million checkouts than with a hundred."""
    await bring_up(connection, create=True)
    found_by = await plan(connection, *question(search))

    assert f"Index Scan Backward using {index} on checkouts" in found_by
    assert "Sort" not in found_by
    assert "Filter" not in found_by, "a row is read that the index could have passed over"


async def test_what_is_asked_often_has_its_index(connection: AsyncConnection) -> None:
    """Claiming, hearing and forgetting find their rows at once."""
    await bring_up(connection, create=True)
    names = ("id", "type", "object", "payment", "checkout", "mode", "sender", "text", "request")
    times = ("at", "until", "old", "happened_at", "free")
    values = dict.fromkeys(names, "a text") | dict.fromkeys(times, NOON) | {"limit": 9}
    plans = [await plan(connection, it, values) for it in (CLAIM, HEAR, HEAR, keys.TAKE)]
    plans += [await plan(connection, it, (NOON, 9)) for it in (pruning.HINTS, pruning.KEYS)]
    plans += [await plan(connection, needing.FROM_THEN, (NOON,))]
    found_by = ["due", "by_payment", "oldest_hints", "opening_keys_pkey", "oldest_hints", "oldest_keys", "for_a_person"]

    for it, index in zip(plans, found_by, strict=True):
        assert re.search(rf"(using|Arbiter Indexes:) {index}\b", it)
    assert not any("Seq Scan" in it for it in plans)


async def test_tables_are_made_only_where_they_may_be(connection: AsyncConnection) -> None:
    """A command that only looks makes none, and making them twice is making them once."""
    assert not await bring_up(connection, create=False)
    assert await bring_up(connection, create=True)
    assert await bring_up(connection, create=True)
    assert await bring_up(connection, create=False)
    assert await version(connection) == len(STEPS)


@pytest.mark.parametrize("create", [True, False])
async def test_older_tables_are_brought_up_where_they_are(connection: AsyncConnection, create: bool) -> None:
    """Nothing in them is lost, not even the store's name."""
    await bring_up(connection, create=True)
    once = "SELECT value FROM alma_checkout WHERE name = 'installation'"
    before = await (await connection.execute(once)).fetchone()
    await bring_up(connection, create=create, steps=LATER)

    assert await version(connection, LATER) == len(LATER)
    assert await (await connection.execute(once)).fetchone() == before
    await connection.execute("SELECT note FROM checkouts")


async def test_what_older_tables_have_is_found_by_new_columns(connection: AsyncConnection) -> None:
    """What a column is made of stands in the documents; what may need a person is looked at once more."""
    await bring_up(connection, create=True, steps=STEPS[:1])
    keep = """
    INSERT INTO checkouts VALUES (
        %(id)s, %(order_reference)s, %(status)s, %(payment_id)s, %(opened_at)s, %(deadline)s, %(look_again_at)s,
        %(heard)s, %(document)s
    )
    """
    ended = replace(
        an_open_checkout("oak-table", at=NOON + 2 * A_DAY),
        state=Canceled("authorization_expired", "provider", NOON + 9 * A_DAY),
    )
    for checkout in (a_checkout_at_alma(), a_checkout_in_review("brass-lamp", at=NOON + A_DAY), ended):
        await connection.execute(keep, columns(checkout))
    await bring_up(connection, create=False)
    told = await connection.execute(
        "SELECT country, currency, amount, method, person_from FROM checkouts ORDER BY opened_at"
    )

    assert await told.fetchall() == [
        ("FR", "EUR", 14_990, "alma", None),
        ("FR", "EUR", 14_990, None, NOON + A_DAY),
        ("FR", "EUR", 14_990, None, NOON + 2 * A_DAY),
    ]


async def test_later_tables_are_refused(connection: AsyncConnection) -> None:
    """Tables that this program does not know are left alone, and a sentence says why."""
    await bring_up(connection, create=True, steps=LATER)

    with pytest.raises(ForeignStore, match=f"version {len(LATER)}, made by a later version"):
        await bring_up(connection, create=True)


async def test_a_step_that_fails_changes_nothing(connection: AsyncConnection) -> None:
    """The tables stay of the version they were, whole."""
    await bring_up(connection, create=True)
    with pytest.raises(psycopg.errors.UndefinedTable):
        await bring_up(connection, create=True, steps=(*LATER, "DROP TABLE songs"))

    assert await version(connection) == len(STEPS)
