"""The list of checkouts, newest first, page by page."""

from typing import Any

from adapters.postgres.rows import FIELDS
from domain.ports import Search


def question(search: Search) -> tuple[str, list[Any]]:
    """Ask for the page that is wanted, and one checkout more to see whether there is another."""
    terms: list[str] = []
    values: list[Any] = []
    if search.status is not None:
        terms.append("status = %s")
        values.append(search.status)
    if search.order is not None:
        terms.append("order_reference = %s")
        values.append(search.order)
    if search.overdue_at is not None:
        terms.append("deadline <= %s")
        values.append(search.overdue_at)
    if search.after is not None:
        terms.append("(opened_at, id) < (%s, %s)")
        values += search.after.opened_at, search.after.id
    where = f"WHERE {' AND '.join(terms)}" if terms else ""
    return f"{FIELDS} {where} ORDER BY opened_at DESC, id DESC LIMIT %s", [*values, search.limit + 1]
