"""A checkout as a row: its document, and beside it the columns it is searched and claimed by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from adapters.document import columns, decode
from domain.errors import CheckoutNotFound

if TYPE_CHECKING:
    import sqlite3

    from domain.checkout import Checkout

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_A_MICROSECOND = timedelta(microseconds=1)

_KEEP = """
INSERT INTO checkouts (
    id, order_reference, status, payment_id, country, amount, method, opened_at, deadline, look_again_at, person_from,
    heard, document
) VALUES (
    :id, :order_reference, :status, :payment_id, :country, :amount, :method, :opened_at, :deadline, :look_again_at,
    :person_from, :heard, :document
)
"""
_REPLACE = """
UPDATE checkouts SET order_reference = :order_reference, status = :status, payment_id = :payment_id,
    country = :country, amount = :amount, method = :method, opened_at = :opened_at, deadline = :deadline,
    look_again_at = :look_again_at, person_from = :person_from, heard = :heard, document = :document
WHERE id = :id
"""


def microseconds(at: datetime) -> int:
    """Write a time as a column has it."""
    return (at - _EPOCH) // _A_MICROSECOND


def found(connection: sqlite3.Connection, terms: str, *values: str | int) -> tuple[Checkout, ...]:
    """Give the checkouts that meet some terms of SQL; text that cannot be stored is found nowhere."""
    question = f"SELECT look_again_at, heard, document FROM checkouts {terms}"  # noqa: S608 -- terms are ours, values apart
    try:
        rows = connection.execute(question, values).fetchall()
    except UnicodeEncodeError:
        return ()
    return tuple(
        decode(document, look_again_at=moment(look_again_at), heard=heard) for look_again_at, heard, document in rows
    )


def stored(connection: sqlite3.Connection, checkout_id: str) -> Checkout:
    """Give a checkout by its id.

    Raises:
        CheckoutNotFound: there is none.
    """
    for checkout in found(connection, "WHERE id = ?", checkout_id):
        return checkout
    raise CheckoutNotFound(checkout_id)


def keep(connection: sqlite3.Connection, checkout: Checkout) -> None:
    """Add a new checkout."""
    connection.execute(_KEEP, _row(checkout))


def replace(connection: sqlite3.Connection, checkout: Checkout) -> None:
    """Put a checkout in the place of the one with its id."""
    connection.execute(_REPLACE, _row(checkout))


def _row(checkout: Checkout) -> dict[str, str | int | bytes | None]:
    row = columns(checkout)
    return {name: microseconds(value) if isinstance(value, datetime) else value for name, value in row.items()}


def moment(column: int | None) -> datetime | None:
    """Read a time as a column has it."""
    return None if column is None else _EPOCH + column * _A_MICROSECOND
