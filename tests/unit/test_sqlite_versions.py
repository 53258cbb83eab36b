"""The versions of the SQLite file: an older one is brought up where it lies, a newer one is left alone."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.document import columns
from adapters.sqlite import rows
from adapters.sqlite.checkouts import SqliteCheckouts
from adapters.sqlite.database import Database
from adapters.sqlite.schema import PROGRAM, VERSION, ForeignStore
from adapters.sqlite.steps import FIRST
from domain.checkout import Checkout
from domain.ports import Search
from domain.states import Canceled
from domain.tasks import Kind, open_tasks
from tests.support.checkouts import A_DAY, NOON, a_checkout_at_alma, a_checkout_in_review, an_open_checkout

IN_REVIEW = a_checkout_in_review("brass-lamp", at=NOON + A_DAY)
_KEEP_FIRST = """
INSERT INTO checkouts VALUES (
    :id, :order_reference, :status, :payment_id, :opened_at, :deadline, :look_again_at, :heard, :document
)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of the first version, with a name and two checkouts."""
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(FIRST)
        connection.execute(f"PRAGMA application_id = {PROGRAM}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO meta VALUES ('installation', 'COMPLICATED-LAMP')")
        for checkout in (a_checkout_at_alma(), IN_REVIEW):
            connection.execute(_KEEP_FIRST, _first_row(checkout))
    return path


def _first_row(checkout: Checkout) -> dict[str, Any]:
    """Give a checkout as the first version kept it, and more."""
    row = columns(checkout)
    return {name: rows.microseconds(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _authorized_too_long() -> Checkout:
    """Give a checkout whose money was reserved and not taken in time."""
    over = Canceled("authorization_expired", "provider", NOON + 8 * A_DAY)
    return replace(an_open_checkout("oak-table"), state=over)


@pytest.fixture(params=[True, False], ids=["may create", "may not create"])
async def store(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[SqliteCheckouts]:
    """The file, opened by this version."""
    database = Database(path, create=request.param)
    yield SqliteCheckouts(database)
    await database.close()


async def test_an_older_file_is_brought_up_when_it_is_read(store: SqliteCheckouts, path: Path) -> None:
    """Nothing in it is lost, not even its name."""
    found = await store.search(Search(overdue_at=NOON + A_DAY))

    assert found.items == (a_checkout_at_alma(),)
    assert await store.installation() == "COMPLICATED-LAMP"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


async def test_an_older_file_is_brought_up_when_it_is_written(store: SqliteCheckouts) -> None:
    """Whoever comes first does it."""
    await store.add(an_open_checkout("oak-table"), None, at=NOON)

    assert len((await store.search(Search())).items) == 3


async def test_what_an_older_file_has_is_found_by_new_columns(store: SqliteCheckouts, path: Path) -> None:
    """What a column is made of stands in the documents."""
    found = await store.needing_a_person(at=NOON + 9 * A_DAY)

    assert found == (IN_REVIEW,)
    with closing(sqlite3.connect(path)) as connection:
        told = connection.execute(
            "SELECT country, currency, amount, method FROM checkouts ORDER BY opened_at"
        ).fetchall()
    assert told == [("FR", "EUR", 14_990, "alma"), ("FR", "EUR", 14_990, None)]


async def test_a_reservation_that_ended_before_the_upgrade_still_needs_a_person(path: Path) -> None:
    """R50: nobody saw to it while there was no list of what needs a person."""
    ended = _authorized_too_long()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(_KEEP_FIRST, _first_row(ended))
    database = Database(path, create=False)
    found = await SqliteCheckouts(database).needing_a_person(at=NOON + 9 * A_DAY)
    await database.close()

    assert ended in found
    assert [task.kind for task in open_tasks(ended, NOON + 9 * A_DAY)] == [Kind.AUTHORIZATION_EXPIRED]


async def test_two_that_come_at_once_bring_it_up_once(path: Path) -> None:
    """The second waits for the first, and finds it done."""
    one, other = Database(path, create=True), Database(path, create=True)
    await one.write(lambda _: None)
    await other.write(lambda _: None)

    assert await one.exists()
    assert await other.exists()
    await one.close()
    await other.close()


@pytest.mark.parametrize("create", [True, False])
async def test_a_later_versions_tables_are_refused(path: Path, create: bool) -> None:
    """Tables that this program does not know are left alone, and a sentence says why."""
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
    stale = Database(path, create=create)

    with pytest.raises(ForeignStore, match=f"version {VERSION + 1}, made by a later version"):
        await stale.exists()
    with pytest.raises(ForeignStore):
        await SqliteCheckouts(stale).add(an_open_checkout(), None, at=NOON)
    await stale.close()


async def test_a_file_that_a_later_version_brought_up_meanwhile_is_read_on(path: Path) -> None:
    """Whoever serves goes on until it is told to stop; a step only adds."""
    serving = Database(path, create=False)
    store = SqliteCheckouts(serving)
    await store.get(IN_REVIEW.id)
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
    pages = await asyncio.gather(*(store.search(Search()) for _ in range(4)))

    assert [len(page.items) for page in pages] == [2] * 4
    assert await store.get(IN_REVIEW.id) == IN_REVIEW
    await serving.close()
    with pytest.raises(ForeignStore):
        await store.get(IN_REVIEW.id)
    await serving.close()
