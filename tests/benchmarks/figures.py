"""What was measured, beside the limit it is held against and what is promised of it."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Promise:
    """What a figure has to keep."""

    least: float | None = None
    most: float | None = None

    def kept(self, figure: float) -> bool:
        """Say whether it is."""
        return (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)

    def __str__(self) -> str:
        if self.least is not None:
            return f"at least {self.least:g}"
        return "" if self.most is None else f"at most {self.most:g}"


NONE = Promise()
"""Some figures are only told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A thing that was measured: ours, the limit's, and how they compare in each round."""

    what: str
    limit: str
    unit: str
    ours: tuple[float, ...]
    limits: tuple[float, ...] = ()
    promise: Promise = NONE

    @property
    def ratios(self) -> tuple[float, ...]:
        """Give ours in multiples of the limit's, round by round."""
        return tuple(mine / theirs for mine, theirs in zip(self.ours, self.limits, strict=True))

    @property
    def held(self) -> float:
        """Give the figure that the promise is about: the ratio, where there is a limit to compare with."""
        return median(self.ratios if self.limits else self.ours)

    @property
    def kept(self) -> bool:
        """Say whether the promise is kept."""
        return self.promise.kept(self.held)

    @property
    def verdict(self) -> str:
        """Say so in a word; nothing where nothing was promised."""
        if self.promise == NONE:
            return ""
        return "kept" if self.kept else "MISSED"

    def row(self) -> tuple[str, ...]:
        """Give the cells of a table: the thing, ours, the limit's, the ratio, the promise, and whether it is kept."""
        limit = f"{self.limit}: {_said(median(self.limits), self.unit)}" if self.limits else self.limit
        ratio = f"{median(self.ratios):.2f} ({min(self.ratios):.2f} to {max(self.ratios):.2f})" if self.limits else ""
        return self.what, _said(median(self.ours), self.unit), limit, ratio, str(self.promise), self.verdict


ROW = ("what", "ours", "the limit", "ratio, median (and range)", "promised", "")
"""What stands above the cells."""


def _said(figure: float, unit: str) -> str:
    """Write a figure with three digits that matter."""
    digits = 0 if figure >= 100 else 1 if figure >= 10 else 2
    return f"{figure:,.{digits}f} {unit}".strip()
