"""The audit can fail: what is spoiled by hand is found."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.faults.audit import settled_down, wrongs
from tests.faults.customers import Receipt
from tests.faults.shops import a_shop, payments
from tests.races.conftest import Shop


def _with(table: str, old: str, new: str) -> str:
    return f"UPDATE {table} SET document = CAST(replace(CAST(document AS TEXT), '{old}', '{new}') AS BLOB)"  # noqa: S608 -- our own names


SPOILED = [
    ("DELETE FROM checkouts", "is gone"),
    (_with("sandbox_payments", "14990", "14991"), "at the provider"),
    (_with("sandbox_payments", "requires_capture", "succeeded"), "at the provider"),
    ("INSERT INTO sandbox_payments SELECT 'pi_2', checkout_id, document FROM sandbox_payments", "2 payments of"),
    (_with("checkouts", "LAMP", "LAMB"), "was opened, and is"),
    ("DELETE FROM sandbox_payments", "has no payment"),
]


async def a_shop_with_a_receipt(url: str) -> tuple[Shop, list[Receipt]]:
    """Have a checkout authorized, and keep what was answered."""
    shop = a_shop(url)
    checkout = await shop.authorized()
    shop.clock.advance(timedelta(minutes=2))
    return shop, [Receipt("opened", checkout.id, {"order": "COMPLICATED-LAMP", "id": checkout.id})]


async def test_nothing_is_wrong_where_nothing_was_spoiled(file: str) -> None:
    """Also after a while."""
    shop, receipts = await a_shop_with_a_receipt(file)
    await settled_down(shop.container, shop.clock)
    found = await wrongs(shop.container, payments(file), receipts)
    await shop.container.database().close()

    assert found == []


@pytest.mark.parametrize(("spoiling", "told"), SPOILED)
async def test_what_is_spoiled_is_found(file: str, spoiling: str, told: str) -> None:
    """What was lost, what is there twice, and what the two sides see otherwise."""
    shop, receipts = await a_shop_with_a_receipt(file)
    await shop.container.database().close()
    with closing(sqlite3.connect(file.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute(spoiling)
    found = await wrongs(shop.container, payments(file), receipts)
    await shop.container.database().close()

    assert any(told in wrong for wrong in found), found
