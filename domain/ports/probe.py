"""Our own server, as the provider meets it where it sends its events."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Barrier(StrEnum):
    """What is in the way to a server."""

    HOST_UNKNOWN = "nobody knows its host"
    NOT_TRUSTED = "its certificate is not trusted"
    REFUSED = "nobody listens there"
    SILENT = "it gives no answer in time"


@dataclass(frozen=True, slots=True)
class Answered:
    """A server's answer: its status, and what it says became of the event, or with which code it refuses it."""

    status: int
    received: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class NotReached:
    """There is no answer, and this is in the way."""

    barrier: Barrier


Probed = Answered | NotReached


class Probe(Protocol):
    """What is sent to find out how a server takes events."""

    async def send(self, url: str, *, at: datetime) -> tuple[Probed, ...]:
        """Send an event that means nothing, signed at a moment, once with each secret that is set, in their order."""
