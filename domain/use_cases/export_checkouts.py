"""Exporting checkouts: all that a search asks for, however many there are."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from domain.checkout import Checkout
from domain.ports import Checkouts, Search

PAGE = 50
"""How many checkouts are held at once."""


@dataclass(frozen=True, slots=True)
class ExportCheckouts:
    """Give all checkouts that are asked for, newest first, page by page; there is at least one page, maybe empty.

    A page is only asked for once the one before was taken, so that memory stays the same however many there are. What
    is opened meanwhile is not among them; what moves is, as it is when its page is asked for.
    """

    checkouts: Checkouts

    async def __call__(self, search: Search) -> AsyncIterator[tuple[Checkout, ...]]:
        """Turn the pages."""
        following: Search | None = replace(search, limit=PAGE)
        while following:
            page = await self.checkouts.search(following)
            following = replace(following, after=page.next) if page.next else None
            yield page.items
