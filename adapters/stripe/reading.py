"""Reading what Stripe tells, field by field: what cannot be read raises, and nothing is guessed."""

from datetime import UTC, datetime
from typing import Any, overload

from stripe import StripeObject


def moment(seconds: int) -> datetime:
    """Read Stripe's whole seconds since 1970."""
    return datetime.fromtimestamp(whole(seconds), UTC)


def whole(told: int) -> int:
    """Give back a whole number; whatever else came in its place cannot be read.

    Raises:
        TypeError: it is none.
    """
    if type(told) is not int:
        raise TypeError(told)
    return told


@overload
def text(told: str) -> str: ...
@overload
def text(told: str | None) -> str | None: ...
def text(told: str | None) -> str | None:
    """Give back text that every store can write down, without half characters and NUL such as JSON may hold.

    Raises:
        TypeError: it is no text.
    """
    if told is None:
        return None
    if not isinstance(told, str):
        raise TypeError(told)
    return told.encode("utf-8", "replace").decode().replace("\0", "?")


def named(thing: StripeObject, name: str) -> str | None:
    """Read what the metadata names, if it does."""
    metadata = getattr(thing, "metadata", None)
    return text(metadata[name]) if metadata is not None and name in metadata else None


def inside(told: object, *names: str) -> Any:  # noqa: ANN401 -- what lies inside is of many types
    """Follow fields that may be absent or null, to the last one."""
    for name in names:
        told = getattr(told, name, None)
    return told
