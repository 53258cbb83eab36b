"""Request ids: the name under which a request is found again, ours or the caller's."""

import re
from random import getrandbits

from litestar.types import Scope

_GOOD = re.compile(rb"[A-Za-z0-9._-]{1,64}")


def request_id(scope: Scope) -> str:
    """Give the id of a request: the one it came with where that is fit to be repeated, else a new one.

    It opens nothing, so that it only has to differ from others: asking the system for chance takes ten times as long.
    """
    state = scope["state"]
    if "request_id" not in state:
        told = next((value for name, value in scope["headers"] if name.lower() == b"x-request-id"), b"")
        state["request_id"] = told.decode() if _GOOD.fullmatch(told) else _new()
    known: str = state["request_id"]
    return known


def _new() -> str:
    return f"{getrandbits(128):032x}"
