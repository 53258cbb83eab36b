"""A shop as one of several processes sees it: nothing of the others but the store, and the sandbox's payments in it."""

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import Any

import psycopg
from dependency_injector import providers

from adapters.sandbox.document import decode
from adapters.sandbox.payment import Intent
from domain.checkout import Checkout
from domain.ports import Clock, Search
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.races.conftest import Shop
from tests.races.providers import Sandbox
from tests.support.manual_clock import NOON, ManualClock


def a_container(url: str, clock: Clock) -> Container:
    """Put everything together over a store."""
    return Container(
        settings=Settings({"ALMA_CHECKOUT_DATABASE_URL": url}),
        clock=providers.Object(clock),
        may_create=providers.Object(True),
    )


def a_shop(url: str, *, at: datetime = NOON) -> Shop:
    """Give a shop at a moment that stays."""
    clock = ManualClock(at)
    container = a_container(url, clock)
    return Shop(container, clock, Sandbox(container))


def rows(url: str, question: str) -> list[tuple[Any, ...]]:
    """Ask a store beneath the program."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(question).fetchall()
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question.encode()).fetchall()


def payments(url: str) -> list[Intent]:
    """Give every payment there is at the sandbox."""
    kept = (decode(document) for (document,) in rows(url, "SELECT document FROM sandbox_payments"))
    return [payment.intent for payment in kept if payment.intent]


async def all_checkouts(container: Container) -> list[Checkout]:
    """Give every checkout there is."""
    store, search, found = container.checkouts(), Search(limit=500), list[Checkout]()
    while True:
        page = await store.search(search)
        found += page.items
        if page.next is None:
            return found
        search = Search(limit=500, after=page.next)
