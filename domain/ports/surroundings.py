"""The time, and names for new things."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Give the moment, in UTC with its zone."""


class Ids(Protocol):
    """Names for new things."""

    def new(self, kind: str) -> str:
        """Give `kind_...` with at least 128 random bits, such as `co_...`."""
