"""What a store of checkouts announces of each change, which every store does alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.checkout import Checkout
    from domain.outgoing import OutgoingEvent

    Ring = Callable[[], None]
    """Wakes whoever delivers events in this process."""


@dataclass(frozen=True, slots=True)
class Announcing:
    """Reads the events off a change, to be stored with it; without a `ring` nobody listens, and there are none."""

    ring: Ring | None = None

    def of(self, before: Checkout | None, after: Checkout) -> tuple[OutgoingEvent, ...]:
        """Give the events of a change."""
        if self.ring is None:
            return ()
        from domain.outgoing import announced

        return announced(before, after)

    def stored(self, events: tuple[OutgoingEvent, ...]) -> None:
        """Wake whoever delivers events, now that there are some."""
        if self.ring and events:
            self.ring()


NOBODY = Announcing()
"""Where nobody listens."""
