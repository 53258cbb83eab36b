"""A checkout as a row: its document, and beside it the columns it is searched and claimed by."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from adapters.document import columns, decode
from adapters.postgres.tables import Tables
from domain.checkout import Checkout
from domain.errors import CheckoutNotFound

FIELDS = "SELECT look_again_at, heard, document FROM checkouts"
"""What a checkout is read from."""
ONE = f"{FIELDS} WHERE id = %s"
OF_PAYMENT = f"{FIELDS} WHERE payment_id = %s LIMIT 1"

NEW = """unnest(
    %(id)s::text[], %(order_reference)s::text[], %(status)s::text[], %(payment_id)s::text[],
    %(country)s::text[], %(currency)s::text[], %(amount)s::bigint[], %(method)s::text[],
    %(opened_at)s::timestamptz[], %(deadline)s::timestamptz[], %(look_again_at)s::timestamptz[],
    %(person_from)s::timestamptz[], %(heard)s::integer[], %(document)s::bytea[]
) AS new (
    id, order_reference, status, payment_id, country, currency, amount, method, opened_at, deadline, look_again_at,
    person_from, heard, document
)"""
"""Some checkouts, as `together` gives their columns."""
ADD = f"""
INSERT INTO checkouts (
    id, order_reference, status, payment_id, country, currency, amount, method, opened_at, deadline, look_again_at,
    person_from, heard, document
) SELECT new.* FROM {NEW}"""  # noqa: S608 -- our own names
REPLACE = f"""
UPDATE checkouts SET order_reference = new.order_reference, status = new.status, payment_id = new.payment_id,
    country = new.country, currency = new.currency, amount = new.amount, method = new.method,
    opened_at = new.opened_at, deadline = new.deadline, look_again_at = new.look_again_at,
    person_from = new.person_from, heard = new.heard, document = new.document
FROM {NEW} WHERE checkouts.id = new.id
"""  # noqa: S608 -- our own names


def is_text(*texts: str | None) -> bool:
    """Say whether texts could stand in a table at all; what could not is found nowhere."""
    try:
        return all(b"\0" not in text.encode() for text in texts if text)
    except UnicodeEncodeError:
        return False


def read(rows: Iterable[tuple[Any, ...]]) -> tuple[Checkout, ...]:
    """Give the checkouts that some rows hold."""
    return tuple(decode(document, look_again_at=at and at.astimezone(UTC), heard=heard) for at, heard, document in rows)


def the_one(checkout_id: str, rows: Iterable[tuple[Any, ...]]) -> Checkout:
    """Give the checkout that was asked for by its id.

    Raises:
        CheckoutNotFound: there is none.
    """
    for checkout in read(rows):
        return checkout
    raise CheckoutNotFound(checkout_id)


def together(checkouts: Sequence[Checkout]) -> dict[str, list[Any]]:
    """Give the columns of some checkouts, each as a list."""
    each = [columns(checkout) for checkout in checkouts]
    return {name: [row[name] for row in each] for name in each[0]}


async def keep(tables: Tables, checkout: Checkout) -> None:
    """Add a new checkout."""
    await tables.keep(ADD, together([checkout]))


async def replace(tables: Tables, checkouts: Sequence[Checkout]) -> None:
    """Put checkouts in the place of those with their ids."""
    await tables.ask(REPLACE, together(checkouts))
