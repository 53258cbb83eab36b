"""The shop's account at the sandbox: its payments as they are now, for whoever acts on them without a key."""

from dataclasses import replace

from adapters.sandbox.keys import Deed
from adapters.sandbox.memory import Memory
from adapters.sandbox.passing import Conditions, passed
from adapters.sandbox.payment import Intent, SandboxPayment
from adapters.sandbox.refusals import missing


async def changed(memory: Memory, payment_id: str, deed: Deed, now: Conditions) -> Intent:
    """Do something to a payment, as it is now, and give what becomes of it."""

    def move(stored: SandboxPayment | None) -> SandboxPayment:
        if stored is None or stored.intent is None:
            raise missing(payment_id)
        if now.refusal:
            raise now.refusal
        return replace(stored, intent=deed(passed(stored.intent, now), now))

    payment = await memory.update(payment_id, move)
    assert payment.intent  # noqa: S101 -- a move gives a payment, or refuses
    return payment.intent


async def looked_at(memory: Memory, payment_id: str, now: Conditions) -> Intent:
    """Give a payment as it is now."""
    return await changed(memory, payment_id, lambda intent, _: intent, now)
