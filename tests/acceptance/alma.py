"""Alma's site as the customer meets it: an address is all that a customer has."""

from typing import Protocol

from adapters.sandbox.addresses import sent_back
from entrypoints.container import Container
from tests.acceptance.running import Run


class Alma(Protocol):
    """What a customer can do at an address that they were sent to; each deed gives the address to come back by."""

    def approve(self, address: str) -> str:
        """Take the plan."""

    def refuse(self, address: str) -> str:
        """Be refused, or change one's mind."""

    def let_expire(self, address: str) -> str:
        """Have Alma end the attempt, saying that the hour is over."""

    def leave(self, address: str) -> str:
        """Come back without having decided anything; the phone may still finish."""


class SandboxAlma:
    """Alma as the sandbox plays it."""

    def __init__(self, container: Container, run: Run) -> None:
        self._container = container
        self._run = run

    def approve(self, address: str) -> str:
        return self._decide(address, "approve")

    def refuse(self, address: str) -> str:
        return self._decide(address, "refuse")

    def let_expire(self, address: str) -> str:
        return self._decide(address, "expire")

    def leave(self, address: str) -> str:
        payment_id = _payment_at(address)
        kept = self._run(self._container.sandbox_memory().get(payment_id))
        return sent_back(kept.intent.return_to, payment_id, succeeded=True)

    def _decide(self, address: str, decision: str) -> str:
        return self._run(self._container.alma_page().decide(_payment_at(address), decision))


def _payment_at(address: str) -> str:
    return address.rpartition("/")[2]
