"""What came of many calls: how long each kind took, and what went wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spread:
    """How long one kind of call took, in milliseconds: half of them at most `p50`, all but one in a hundred `p99`."""

    calls: int
    p50: float
    p99: float

    @property
    def ratio(self) -> float:
        """Give how much longer the slow ones took than the usual ones."""
        return self.p99 / self.p50


@dataclass(slots=True)
class Tally:
    """Counts calls once it is `open`: what a server does while it warms up is not told, but errors always are."""

    open: bool = False
    errors: Counter[str] = field(default_factory=Counter)
    _took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def took(self, kind: str, seconds: float) -> None:
        """Count a call that was answered as expected."""
        if self.open:
            self._took[kind].append(seconds)

    def spreads(self) -> dict[str, Spread]:
        """Give each kind's spread."""
        return {kind: _spread(took) for kind, took in sorted(self._took.items())}


def _spread(took: list[float]) -> Spread:
    in_order = sorted(took)
    return Spread(len(in_order), 1_000 * _part(in_order, 0.5), 1_000 * _part(in_order, 0.99))


def _part(in_order: list[float], part: float) -> float:
    return in_order[min(int(part * len(in_order)), len(in_order) - 1)]
