"""The list of checkouts, newest first, page by page."""

from adapters.narrowing import NEWEST_FIRST, Value, narrowed
from adapters.postgres.rows import FIELDS
from domain.ports import Search


def question(search: Search) -> tuple[str, list[Value]]:
    """Ask for the page that is wanted, and one checkout more to see whether there is another."""
    where, values = narrowed(search)
    return f"{FIELDS} {where.replace('?', '%s')} {NEWEST_FIRST} LIMIT %s", [*values, search.limit + 1]
