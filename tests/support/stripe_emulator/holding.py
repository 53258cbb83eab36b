"""What holds requests and answers to the SDK's own types; a mismatch is a mistake of the test or of the emulator."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeGuard, cast, get_args, get_origin

import stripe
from stripe import StripeObject
from typeguard import TypeCheckError, check_type

from tests.support.stripe_emulator.account import Document
from tests.support.stripe_emulator.parameters import hints_of

CLASSES: dict[str, type[StripeObject]] = {
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
    "charge": stripe.Charge,
    "balance_transaction": stripe.BalanceTransaction,
    "refund": stripe.Refund,
    "dispute": stripe.Dispute,
    "file": stripe.File,
    "event": stripe.Event,
    "webhook_endpoint": stripe.WebhookEndpoint,
    "account": stripe.Account,
}
"""The SDK's class for each name of an object."""


def held_to_parameters(asked: dict[str, Any], params: type) -> None:
    """Fail for parameters that are not of the SDK's types."""
    for name, value in asked.items():
        try:
            check_type(value, hints_of(params)[name])
        except TypeCheckError as mismatch:
            raise AssertionError(f"{params.__name__}.{name}: {mismatch}") from mismatch


def held_to_classes(document: Document) -> None:
    """Fail for an object, or a list of objects, that is not as the SDK has it."""
    if document["object"] in {"list", "search_result"}:
        for item in document["data"]:
            held_to_class(item)
    elif not document.get("deleted"):
        held_to_class(document)


@dataclass(frozen=True, slots=True)
class _Field:
    """What the SDK says of a field: whether it may be null, its words, its plain types, and the class inside it."""

    optional: bool
    words: frozenset[Any]
    plain: frozenset[type]
    inner: type[StripeObject] | None


@cache
def _fields(cls: type) -> tuple[dict[str, _Field], frozenset[str]]:
    """Read the fields of a class, and name those that are always there; once, since the SDK's annotations are long."""
    fields = {name: _field(hint) for name, hint in cls.__annotations__.items() if name.islower() and name[0] != "_"}
    return fields, frozenset(name for name, field in fields.items() if not field.optional)


def _field(hint: object) -> _Field:
    parts = get_args(hint)
    return _Field(
        optional=type(None) in parts,
        words=frozenset(parts if get_origin(hint) is Literal else ()),
        plain=frozenset({int, str, bool} & {hint, *parts}),
        inner=next((part for part in (hint, *parts) if _nested(part)), None),
    )


def held_to_class(document: Document, of: type[StripeObject] | None = None) -> None:
    """Fail for a document with a field that the SDK's class has not, or without one that it has for certain."""
    cls = of or CLASSES[document["object"]]
    fields, always = _fields(cast("type", cls))  # as StripeObject says of its hash what mypy does not understand
    if not (fields.keys() >= document.keys() >= always):
        strange, absent = sorted(document.keys() - fields.keys()), sorted(always - document.keys())
        raise AssertionError(f"{cls.__name__}: strange {strange}, absent {absent}")
    for name, value in document.items():
        field = fields[name]
        if value is not None or not field.optional:
            _held(value, field, f"{cls.__name__}.{name}")


def _held(value: object, field: _Field, name: str) -> None:
    if value is None:
        raise AssertionError(f"{name} is null")
    if isinstance(value, list):
        for item in value:
            _held(item, _ANYTHING, name)
    elif not isinstance(value, dict):
        if field.words and value not in field.words:
            raise AssertionError(f"{name} is {value}")
        if field.plain and type(value) not in field.plain:
            raise AssertionError(f"{name} is {type(value).__name__}")
    elif isinstance(value.get("object"), str):
        held_to_class(value)
    elif field.inner:
        held_to_class(value, field.inner)


def _nested(hint: object) -> TypeGuard[type[StripeObject]]:
    return get_origin(hint) is None and isinstance(hint, type) and issubclass(hint, StripeObject)


_ANYTHING = _field(Any)
