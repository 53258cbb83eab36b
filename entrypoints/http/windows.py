"""Windows of time in which each caller may do something so many times, in memory that does not grow."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST = 10_000


@dataclass(slots=True)
class _Window:
    ends_at: float
    left: int


@dataclass(slots=True)
class Windows:
    """So many times in so many seconds for each caller, counted from their first time.

    Of more than `most` callers at once, the one whose window began first is forgotten.
    """

    times: int
    seconds: float
    most: int = _MOST
    tick: Callable[[], float] = time.monotonic
    _windows: dict[str, _Window] = field(default_factory=dict, init=False)

    def take(self, who: str) -> float | None:
        """Count one time, and give None; or, where none is left, the seconds after which there will be."""
        now = self.tick()
        window = self._windows.get(who)
        if window is None or window.ends_at <= now:
            self._windows.pop(who, None)  # so that those that end first stay in front
            self._make_room(now)
            window = self._windows[who] = _Window(now + self.seconds, self.times)
        if not window.left:
            return window.ends_at - now
        window.left -= 1
        return None

    @property
    def callers(self) -> int:
        """How many callers are remembered."""
        return len(self._windows)

    def _make_room(self, now: float) -> None:
        while self._windows:
            first = next(iter(self._windows))
            if self._windows[first].ends_at > now and len(self._windows) < self.most:
                return
            del self._windows[first]
