"""A checkout as a JSON document, the form in which every store keeps it.

The state stands beside its status, which tells its type. `look_again_at` and `heard` are not in the document: they
change without it, so stores keep them in columns of their own.
"""

from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, get_args, get_type_hints

import msgspec

from domain.checkout import Checkout
from domain.states import State

VERSION = 1
"""The version of the document; one that is read otherwise needs another."""

_STATES = {state.status: msgspec.json.Decoder(state) for state in get_args(State)}
_APART = frozenset({"state", "look_again_at", "heard"})
_TYPES = get_type_hints(Checkout)
_KEPT = {
    field.name: msgspec.NODEFAULT if field.default is MISSING else field.default
    for field in fields(Checkout)
    if field.name not in _APART
}
_Document: Any = msgspec.defstruct(
    "_Document",
    [
        ("version", int),
        ("status", str),
        ("state", msgspec.Raw),
        *((name, _TYPES[name], default) for name, default in _KEPT.items()),
    ],
    kw_only=True,
)
_DECODER = msgspec.json.Decoder(_Document)
_ENCODER = msgspec.json.Encoder()


def encode(checkout: Checkout) -> bytes:
    """Write a checkout as a document."""
    document = {"version": VERSION, "status": checkout.status, "state": checkout.state}
    return _ENCODER.encode(document | {name: getattr(checkout, name) for name in _KEPT})


def decode(document: bytes, *, look_again_at: datetime | None, heard: int) -> Checkout:
    """Read a checkout from its document and the two columns beside it.

    Raises:
        ValueError: the document has another version, or is none.
    """
    found = _DECODER.decode(document)
    if found.version != VERSION:
        raise ValueError(f"A document of version {found.version} cannot be read here.")
    kept = {name: getattr(found, name) for name in _KEPT}
    state = _STATES[found.status].decode(found.state)
    return Checkout(**kept, state=state, look_again_at=look_again_at, heard=heard)
