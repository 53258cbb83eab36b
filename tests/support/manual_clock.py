"""A clock that stands still until somebody moves it."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class ManualClock:
    """The time of a test, in UTC."""

    def __init__(self, at: datetime = NOON) -> None:
        self._now = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by

    def set(self, at: datetime) -> None:
        """Go to a moment."""
        self._now = at.astimezone(UTC)
