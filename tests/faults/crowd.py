"""A crowd of checkouts that are all due at once, put into a store beneath the program to save hours."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import psycopg

from adapters.document import columns
from adapters.sqlite.rows import microseconds
from domain.payment import Payment, Succeeded
from tests.support.checkouts import A_MINUTE, NOON, a_payment_for, an_open_checkout

_NAMES = "id, order_reference, status, payment_id, opened_at, deadline, look_again_at, heard, document"
_ONE = "velvet-armchair"


class Paying:
    """A provider at which every payment is paid, and which counts how often it is asked for each."""

    name = "sandbox"

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._paid = a_payment_for(an_open_checkout(), Succeeded(14_990, NOON + A_MINUTE))

    async def look_up(self, payment_id: str) -> Payment:
        """Tell that it is paid."""
        self.asked[payment_id] += 1
        return replace(self._paid, id=payment_id, checkout=payment_id.replace("pi_", "co_"))


def fill(url: str, size: int) -> None:
    """Put them in, all of them due at noon."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file, file:
            file.execute("PRAGMA synchronous = OFF")
            marks = ", ".join("?" * 9)
            file.executemany(f"INSERT INTO checkouts ({_NAMES}) VALUES ({marks})", map(_plain, _crowd(size)))  # noqa: S608 -- our own names
        return
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.cursor().copy(f"COPY checkouts ({_NAMES}) FROM STDIN") as copy:
            for row in _crowd(size):
                copy.write_row(row)
        connection.execute("VACUUM (ANALYZE) checkouts")


def _crowd(size: int) -> Iterator[tuple[Any, ...]]:
    row = columns(an_open_checkout()) | {"look_again_at": NOON}
    for number in range(size):
        name = f"chair-{number}"
        document = row["document"].replace(_ONE.encode(), name.encode())
        own = row | {"id": f"co_{name}", "payment_id": f"pi_{name}", "document": document}
        yield tuple(own[column] for column in _NAMES.split(", "))


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(microseconds(value) if hasattr(value, "tzinfo") else value for value in row)
