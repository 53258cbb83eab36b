"""The list of checkouts, newest first, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters import document
from adapters.sqlite.rows import found, microseconds

if TYPE_CHECKING:
    import sqlite3

    from domain.ports import Page, Search


def page(connection: sqlite3.Connection, search: Search) -> Page:
    """Give the page that is asked for, and see whether there is another."""
    terms, values = _terms(search)
    rest = found(connection, f"{terms} ORDER BY opened_at DESC, id DESC LIMIT ?", *values, search.limit + 1)
    return document.page(rest, search.limit)


def _terms(search: Search) -> tuple[str, list[str | int]]:
    terms: list[str] = []
    values: list[str | int] = []
    if search.status is not None:
        terms.append("status = ?")
        values.append(search.status)
    if search.order is not None:
        terms.append("order_reference = ?")
        values.append(search.order)
    if search.overdue_at is not None:
        terms.append("deadline <= ?")
        values.append(microseconds(search.overdue_at))
    if search.after is not None:
        terms.append("(opened_at, id) < (?, ?)")
        values += microseconds(search.after.opened_at), search.after.id
    return f"WHERE {' AND '.join(terms)}" if terms else "", values
