"""What a search asks for, as terms of SQL over the columns that stores keep beside the document."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.ports import Search

Value = str | int | datetime

NEWEST_FIRST = "ORDER BY opened_at DESC, id DESC"


def narrowed(search: Search) -> tuple[str, list[Value]]:
    """Give the clause that leaves what is wanted, with a `?` for each of its values."""
    terms = list(_terms(search))
    where = f"WHERE {' AND '.join(term for term, _ in terms)}" if terms else ""
    return where, [value for _, values in terms for value in values]


def _terms(search: Search) -> Iterator[tuple[str, tuple[Value, ...]]]:
    wanted: dict[str, Value | None] = {
        "order_reference = ?": search.order,
        "status = ?": search.status,
        "country = ?": search.country,
        "currency = ?": search.currency,
        "method = ?": search.method,
        "amount >= ?": search.amount_from,
        "amount <= ?": search.amount_to,
        "opened_at >= ?": search.opened_from,
        "deadline <= ?": search.overdue_at,
    }
    yield from ((term, (value,)) for term, value in wanted.items() if value is not None)
    if begin := search.begins_after:
        yield "(opened_at, id) < (?, ?)", (begin.opened_at, begin.id)
