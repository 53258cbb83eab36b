"""A checkout as a JSON document beside indexed columns, the form in which every store keeps it.

The state stands beside its status, which tells its type. `look_again_at` and `heard` are not in the document: they
change without it, so stores keep them in columns of their own.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from domain.checkout import Checkout
from domain.states import AwaitingCustomer, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.ports import Page


def _used_keys(document: dict[str, Any]) -> None:
    document["used_keys"] = document.pop("calls", 0)


_STEPS: tuple[Callable[[dict[str, Any]], None], ...] = (_used_keys,)
"""Each brings a document from one version to the next, the first from version 1; none is ever changed."""
VERSION = len(_STEPS) + 1
"""The version of the document. One that would be read otherwise needs another, and a step that leads to it."""

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
_VERSION_ALONE: Any = msgspec.json.Decoder(msgspec.defstruct("_Version", [("version", int)]))
_ENCODER = msgspec.json.Encoder()


def encode(checkout: Checkout) -> bytes:
    """Write a checkout as a document."""
    document = {"version": VERSION, "status": checkout.status, "state": checkout.state}
    return _ENCODER.encode(document | {name: getattr(checkout, name) for name in _KEPT})


def decode(document: bytes, *, look_again_at: datetime | None, heard: int) -> Checkout:
    """Read a checkout from its document, of this version or an earlier one, and the two columns beside it.

    Raises:
        ValueError: the document has a later version, or is none.
    """
    version = _VERSION_ALONE.decode(document).version
    if version > VERSION:
        raise ValueError(f"A document of version {version} cannot be read here.")
    found = _DECODER.decode(document if version == VERSION else _brought_up(document, version))
    kept = {name: getattr(found, name) for name in _KEPT}
    state = _STATES[found.status].decode(found.state)
    return Checkout(**kept, state=state, look_again_at=look_again_at, heard=heard)


def _brought_up(document: bytes, version: int) -> bytes:
    known = msgspec.json.decode(document)
    for step in _STEPS[version - 1 :]:
        step(known)
    return msgspec.json.encode(known | {"version": VERSION})


def columns(checkout: Checkout) -> dict[str, Any]:
    """Give what stands in the columns of a checkout's row: what it is searched and claimed by, and its document."""
    from domain.tasks import person_from

    state = checkout.state
    return {
        "id": checkout.id,
        "order_reference": checkout.order.reference,
        "status": checkout.status,
        "payment_id": checkout.payment.id if checkout.payment else None,
        "country": checkout.order.country,
        "currency": checkout.order.total.currency,
        "amount": checkout.order.total.amount,
        "method": checkout.attempt.method if checkout.attempt else None,
        "opened_at": checkout.opened_at,
        "deadline": state.attempt.deadline if isinstance(state, AwaitingCustomer) else None,
        "look_again_at": checkout.look_again_at,
        "person_from": person_from(checkout),
        "heard": checkout.heard,
        "document": encode(checkout),
    }


def page(found: tuple[Checkout, ...], limit: int) -> Page:
    """Make a page of what was found, of which one more than the limit shows that there is another."""
    from domain.ports import Page, Position

    items = found[:limit]
    return Page(items, Position(items[-1].opened_at, items[-1].id) if len(found) > limit else None)
