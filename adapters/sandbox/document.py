"""A sandbox payment as a document, for a table that several processes share."""

import msgspec

from adapters.sandbox.payment import SandboxPayment


def encode(payment: SandboxPayment) -> bytes:
    """Write a payment down as JSON."""
    return msgspec.json.encode(payment)


def decode(document: bytes) -> SandboxPayment:
    """Read a payment from its JSON."""
    return msgspec.json.decode(document, type=SandboxPayment)
