"""Orphans in the memory of one process."""

from dataclasses import dataclass, field

from domain.orphans import Orphan
from domain.ports.orphans import OrphanMove


@dataclass(frozen=True, slots=True)
class InMemoryOrphans:
    """Orphans in a dict."""

    _orphans: dict[str, Orphan] = field(default_factory=dict)

    async def keep(self, orphan: Orphan) -> Orphan:
        return self._orphans.setdefault(orphan.payment_id, orphan)

    async def get(self, payment_id: str) -> Orphan | None:
        return self._orphans.get(payment_id)

    async def update(self, payment_id: str, move: OrphanMove) -> Orphan | None:
        if payment_id not in self._orphans:
            return None
        self._orphans[payment_id] = after = move(self._orphans[payment_id])
        return after

    async def open(self) -> tuple[Orphan, ...]:
        return tuple(orphan for _, orphan in sorted(self._orphans.items()) if orphan.done is None)
