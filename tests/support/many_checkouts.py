"""A store of as many checkouts as you like, of which none is there before its page is asked for."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from adapters.in_memory.checkouts import InMemoryCheckouts
from domain.checkout import Checkout
from domain.ports import Page, Position, Search
from tests.support.checkouts import NOON, a_paid_checkout

_ONE = a_paid_checkout()


@dataclass(frozen=True, slots=True)
class ManyCheckouts(InMemoryCheckouts):
    """Checkouts that take room only while somebody holds them; it keeps what was asked for."""

    size: int = 0
    asked: list[Search] = field(default_factory=list)

    async def search(self, search: Search) -> Page:
        self.asked.append(search)
        first = int(search.after.id) + 1 if search.after else 0
        last = min(first + search.limit, self.size)
        items = tuple(_numbered(number) for number in range(first, last))
        return Page(items, Position(items[-1].opened_at, str(last - 1)) if last < self.size else None)


def _numbered(number: int) -> Checkout:
    """Give one with a text of its own, such as documents have."""
    locale = f"text {number}".ljust(2_000, ".")
    return replace(_ONE, id=f"co_{number}", opened_at=NOON - timedelta(seconds=number), locale=locale)
