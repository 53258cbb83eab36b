"""The shop's account at the provider, as whoever sets it up sees it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.subscription import Endpoint


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands: whether it may take Alma, in the provider's word, and the provider's time to the second.

    Either is None where the provider does not tell.
    """

    id: str
    alma: str | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """An endpoint just made, not claimed yet, with the secret that is told this once."""

    endpoint: Endpoint
    secret: str = field(repr=False)


class Account(Protocol):
    """The shop's account.

    Every call may raise what a gateway's may; `NotPermitted` where our key is known and may not do this.
    """

    @property
    def version(self) -> str:
        """Give the version that we read events in."""

    @property
    def events(self) -> frozenset[str]:
        """Give the events that matter to us."""

    async def examine(self) -> Standing:
        """Tell how the account stands."""

    async def endpoints(self) -> tuple[Endpoint, ...]:
        """Give every endpoint there is, the newest first."""

    async def add(self, url: str) -> NewEndpoint:
        """Make an endpoint that is sent our events in our version, and mark it as not claimed."""

    async def correct(self, endpoint_id: str, url: str) -> Endpoint:
        """Have an endpoint sent our events at an address; enable it, and mark it as claimed. Its version stays."""

    async def disable(self, endpoint_id: str) -> None:
        """Have an endpoint sent nothing more."""

    async def remove(self, endpoint_id: str) -> None:
        """Remove an endpoint."""
