"""The payments of this installation that no checkout owns, kept until somebody has dealt with them."""

from collections.abc import Callable
from typing import Protocol

from domain.orphans import Orphan

OrphanMove = Callable[[Orphan], Orphan]
"""A pure function from an orphan to the next one."""


class Orphans(Protocol):
    """The orphans there are, those that are dealt with included. Every call may raise `StoreUnavailable`."""

    async def keep(self, orphan: Orphan) -> Orphan:
        """Keep an orphan, or give the one that is kept under its payment already."""

    async def get(self, payment_id: str) -> Orphan | None:
        """Give an orphan by its payment, if there is one."""

    async def update(self, payment_id: str, move: OrphanMove) -> Orphan | None:
        """Replace an orphan by `move` of it, in one transaction, and give the outcome; None if there is none."""

    async def open(self) -> tuple[Orphan, ...]:
        """Give those that nobody has dealt with, in the order of their payments."""
