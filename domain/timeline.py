"""The history of a checkout, kept with it: what happened, when, by whom, with what (R90)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Details = Mapping[str, str | int | None]
"""Short facts of something that happened."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `by` is who brought it: `customer`, `webhook`, `sweep`, an operator, a key.

    `detail` has short facts only, never a secret or a redirect address (R92).
    """

    at: datetime
    event: str
    by: str
    detail: Details
