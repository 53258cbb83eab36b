"""Where the sandbox keeps its payments: its own port, and the plain mapping that serves one process."""

from collections.abc import Callable
from typing import Protocol

from adapters.sandbox.payment import SandboxPayment

Move = Callable[[SandboxPayment | None], SandboxPayment]
"""A pure function from what is kept under an id, if anything, to what is to be kept. It may run twice."""


class Memory(Protocol):
    """The payments there are at the sandbox, by id."""

    async def get(self, payment_id: str) -> SandboxPayment | None:
        """Give what is kept under an id, if anything."""

    async def update(self, payment_id: str, move: Move) -> SandboxPayment:
        """Keep what `move` makes of what is kept, in one transaction, and give it.

        Two updates at once take place one after the other. What `move` raises comes out, and nothing is changed. A
        move that gives back an equal payment writes nothing.
        """

    async def find(self, checkout_id: str) -> SandboxPayment | None:
        """Give the payment whose `checkout` is this one; the latest by `created_at` where there are several."""

    async def following(self, payment_id: str, *, limit: int) -> tuple[SandboxPayment, ...]:
        """Give the next payments after an id, in the order of their ids; after `""` the first ones."""


class InMemory:
    """The sandbox's payments in a mapping, gone with the process."""

    def __init__(self) -> None:
        self.payments: dict[str, SandboxPayment] = {}

    async def get(self, payment_id: str) -> SandboxPayment | None:
        return self.payments.get(payment_id)

    async def update(self, payment_id: str, move: Move) -> SandboxPayment:
        self.payments[payment_id] = payment = move(self.payments.get(payment_id))
        return payment

    async def find(self, checkout_id: str) -> SandboxPayment | None:
        made = [payment for payment in self.payments.values() if payment.checkout == checkout_id]
        return max(made, key=lambda payment: (payment.created_at, payment.id), default=None)

    async def following(self, payment_id: str, *, limit: int) -> tuple[SandboxPayment, ...]:
        later = sorted(known for known in self.payments if known > payment_id)
        return tuple(self.payments[known] for known in later[:limit])
