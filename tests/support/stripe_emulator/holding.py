"""What holds requests and answers to the SDK's own types; a mismatch is a mistake of the test or of the emulator."""

from typing import Any, Literal, TypeGuard, get_args, get_origin

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


def held_to_class(document: Document, of: type[StripeObject] | None = None) -> None:
    """Fail for a document with a field that the SDK's class has not, or without one that it has for certain."""
    cls = of or CLASSES[document["object"]]
    fields = {name: hint for name, hint in cls.__annotations__.items() if name.islower() and name[0] != "_"}
    strange = sorted(document.keys() - fields.keys())
    absent = sorted(name for name, hint in fields.items() if not _optional(hint) and name not in document)
    if strange or absent:
        raise AssertionError(f"{cls.__name__}: strange {strange}, absent {absent}")
    for name, value in document.items():
        _held(value, fields[name], f"{cls.__name__}.{name}")


def _held(value: object, hint: object, name: str) -> None:
    if value is None:
        if not _optional(hint):
            raise AssertionError(f"{name} is null")
    elif isinstance(value, list):
        for item in value:
            _held(item, Any, name)
    elif not isinstance(value, dict):
        if get_origin(hint) is Literal and value not in get_args(hint):
            raise AssertionError(f"{name} is {value}")
        plain = {int, str, bool} & {hint, *get_args(hint)}
        if plain and type(value) not in plain:
            raise AssertionError(f"{name} is {type(value).__name__}")
    elif isinstance(value.get("object"), str):
        held_to_class(value)
    elif inner := next((part for part in (hint, *get_args(hint)) if _nested(part)), None):
        held_to_class(value, inner)


def _optional(hint: object) -> bool:
    return type(None) in get_args(hint)


def _nested(hint: object) -> TypeGuard[type[StripeObject]]:
    return get_origin(hint) is None and isinstance(hint, type) and issubclass(hint, StripeObject)
