"""A clock that runs with the machine's, and can be put forward."""

from datetime import UTC, datetime, timedelta


class ShiftedClock:
    """The time of the machine, and what was added to it."""

    def __init__(self) -> None:
        self._shift = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self._shift += timedelta(seconds=seconds)
