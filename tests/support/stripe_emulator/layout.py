"""JSON, laid out as Stripe does, and copies of what is told in it: both in compiled code, since it is done so often."""

import msgspec

from tests.support.stripe_emulator.account import Document


def laid_out(told: Document) -> bytes:
    """Write a document, indented by two spaces."""
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


def copied(told: Document) -> Document:
    """Copy a document with all that is inside it."""
    copy: Document = msgspec.json.decode(msgspec.json.encode(told))
    return copy
