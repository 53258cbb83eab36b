"""One call of the API, read and found valid."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked for: the id in the path, if there is one, and the parameters in the SDK's types."""

    id: str
    asked: dict[str, Any]
    path: str
