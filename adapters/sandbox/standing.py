"""The account at the sandbox: always in order, and sent no events."""

from dataclasses import dataclass
from typing import NoReturn

from domain.errors import NotFound
from domain.ports.account import Standing


@dataclass(frozen=True, slots=True)
class SandboxAccount:
    """An account that nobody has to set up."""

    version: str = "sandbox"
    events: frozenset[str] = frozenset()

    async def examine(self) -> Standing:
        return Standing("sandbox", "active", None)

    async def endpoints(self, *_: str) -> NoReturn:
        """Refuse whatever is about events.

        Raises:
            NotFound: always.
        """
        raise NotFound("The sandbox sends no events: it is asked instead, and has no endpoint.")

    add = correct = disable = remove = endpoints
