"""The sandbox's payments beside the checkouts, in every durable store."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import pytest

from adapters.postgres.database import Database as PostgresDatabase
from adapters.postgres.sandbox_payments import PostgresSandboxPayments
from adapters.sqlite.database import Database as SqliteDatabase
from adapters.sqlite.sandbox_payments import SqliteSandboxPayments
from domain.errors import NotAllowedNow, StoreUnavailable


@dataclass(frozen=True)
class Payment:
    """A payment with as much as is needed here."""

    id: str
    checkout: str | None
    confirmed: int = 0


LAMP = Payment("pi_brass-lamp", "co_brass-lamp")

Payments = SqliteSandboxPayments[Payment] | PostgresSandboxPayments[Payment]


def payments_in(database: SqliteDatabase | PostgresDatabase) -> Payments:
    """Give the payments of a database."""
    how: dict[str, Any] = {
        "encode": msgspec.json.encode,
        "decode": msgspec.json.Decoder(Payment).decode,
        "checkout_of": lambda payment: payment.checkout,
    }
    if isinstance(database, PostgresDatabase):
        return PostgresSandboxPayments(database=database, **how)
    return SqliteSandboxPayments(database=database, **how)


DATABASES: dict[str, type[SqliteDatabase | PostgresDatabase]] = {
    "sqlite": SqliteDatabase,
    "postgresql": PostgresDatabase,
}


def confirmed(payment: Payment | None) -> Payment:
    """Make the payment, or confirm it once more."""
    return replace(payment, confirmed=payment.confirmed + 1) if payment else LAMP


@pytest.fixture
async def two(durable: tuple[str, str]) -> AsyncIterator[tuple[Payments, Payments]]:
    """The same payments, as two processes have them."""
    kind, where = durable
    databases = [DATABASES[kind](where, create=True) for _ in range(2)]
    yield payments_in(databases[0]), payments_in(databases[1])
    for database in databases:
        await database.close()


async def test_a_payment_is_made_and_found(two: tuple[Payments, Payments]) -> None:
    """One process makes it, the other finds it by its id and by its checkout."""
    one, other = two
    made = await one.update(LAMP.id, confirmed)

    assert made == LAMP
    assert await other.get(LAMP.id) == LAMP
    assert await other.find("co_brass-lamp") == LAMP


async def test_an_unknown_payment_is_nothing(two: tuple[Payments, Payments]) -> None:
    """Neither its id nor its checkout finds what was never made."""
    await two[0].update("pi_stray", lambda _: Payment("pi_stray", None))

    assert await two[0].get("pi_nobody") is None
    assert await two[0].find("co_nobody") is None


async def test_updates_at_once_lose_nothing(two: tuple[Payments, Payments]) -> None:
    """Moves of one payment take place one after the other, whichever process makes them."""
    moves = [two[n % 2].update(LAMP.id, confirmed) for n in range(20)]
    await asyncio.gather(*moves)

    assert await two[0].get(LAMP.id) == replace(LAMP, confirmed=19)


async def test_a_move_that_raises_changes_nothing(two: tuple[Payments, Payments]) -> None:
    """What the provider refuses comes out as it is."""
    await two[0].update(LAMP.id, confirmed)

    def refuse(payment: Payment | None) -> Payment:
        raise NotAllowedNow("Capturing", "open")

    with pytest.raises(NotAllowedNow):
        await two[0].update(LAMP.id, refuse)
    assert await two[0].update(LAMP.id, lambda it: it or LAMP) == LAMP


async def test_the_latest_payment_of_a_checkout_is_found(two: tuple[Payments, Payments]) -> None:
    """Changing an earlier payment does not make it the latest."""
    second = Payment("pi_second", "co_brass-lamp")
    await two[0].update(LAMP.id, confirmed)
    await two[0].update("pi_second", lambda _: second)
    await two[0].update(LAMP.id, confirmed)

    assert await two[0].find("co_brass-lamp") == second


async def test_two_that_make_a_payment_at_once_make_one(two: tuple[Payments, Payments]) -> None:
    """The second finds the first's, and moves that."""
    made = await asyncio.gather(*(it.update(LAMP.id, confirmed) for it in two * 2))

    assert sorted(it.confirmed for it in made) == [0, 1, 2, 3]
    assert await two[0].get(LAMP.id) == replace(LAMP, confirmed=3)


async def test_without_a_database_there_are_no_payments(durable: tuple[str, str]) -> None:
    """A command that may not make the database finds none, and makes none."""
    kind, where = durable
    database = DATABASES[kind](where, create=False)
    payments = payments_in(database)

    assert await payments.find("co_brass-lamp") is None
    with pytest.raises(StoreUnavailable):
        await payments.update(LAMP.id, confirmed)
    await database.close()
