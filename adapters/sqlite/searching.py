"""The list of checkouts, newest first, page by page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from adapters import document
from adapters.narrowing import NEWEST_FIRST, narrowed
from adapters.sqlite.rows import found, microseconds

if TYPE_CHECKING:
    import sqlite3

    from domain.ports import Page, Search


def page(connection: sqlite3.Connection, search: Search) -> Page:
    """Give the page that is asked for, and see whether there is another."""
    where, values = narrowed(search)
    question = f"INDEXED BY {_index(search)} {where} {NEWEST_FIRST} LIMIT ?"
    written = [microseconds(value) if isinstance(value, datetime) else value for value in values]
    return document.page(found(connection, question, *written, search.limit + 1), search.limit)


def _index(search: Search) -> str:
    """Choose where to look, since SQLite does not know how many checkouts each term would leave.

    So these names stay: a version that serves while a later one brings the tables up still asks for them.
    """
    if search.order is not None:
        return "by_order"
    if search.overdue_at is not None:
        return "awaiting"
    return "newest" if search.status is None else "by_status"
