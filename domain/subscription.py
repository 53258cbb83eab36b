"""What we want to be sent of the provider's events, and how far an endpoint is from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

EVERY = "*"
"""What an endpoint is sent that is sent everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address that the provider sends events to, in the form of a version.

    `version` is None where that is the account's own, whatever it is. From its creation until somebody has its secret,
    which is told only once, an endpoint is not `claimed`.
    """

    id: str
    url: str
    enabled: bool
    version: str | None
    events: frozenset[str]
    claimed: bool = True


@dataclass(frozen=True, slots=True)
class Subscription:
    """What we want to be sent: to which address, in which version, and which events."""

    url: str
    version: str
    events: frozenset[str]

    def missing(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Name the events that an endpoint is not sent."""
        return () if EVERY in endpoint.events else tuple(sorted(self.events - endpoint.events))

    def superfluous(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Name the events that an endpoint is sent for nothing."""
        return tuple(sorted(endpoint.events - self.events))

    def is_met_by(self, endpoint: Endpoint) -> bool:
        """Say whether an endpoint is as it should be in every point."""
        return endpoint == Endpoint(
            id=endpoint.id, url=self.url, enabled=True, version=self.version, events=self.events
        )

    def meant(self, endpoints: Iterable[Endpoint]) -> tuple[Endpoint, ...]:
        """Give the endpoints that are meant for us, the nearest to what we want first.

        Those are meant that have our host, port and path: another scheme, or a slash at the end, is a slip.
        """
        ours = _place(self.url)
        return tuple(sorted((one for one in endpoints if _place(one.url) == ours), key=self._distance))

    def _distance(self, endpoint: Endpoint) -> tuple[bool, ...]:
        """What cannot be corrected weighs most; among equals, the provider's order is kept."""
        return (
            not endpoint.claimed,
            endpoint.version != self.version,
            not endpoint.enabled,
            endpoint.url != self.url,
            endpoint.events != self.events,
        )


def _place(url: str) -> tuple[str | None, int | None, str]:
    try:
        parts = urlsplit(url)
        return parts.hostname, parts.port, parts.path.rstrip("/")
    except ValueError:
        return None, None, url
