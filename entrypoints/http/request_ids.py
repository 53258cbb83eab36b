"""Request ids: the name under which a request is found again, ours or the caller's."""

import re
from secrets import token_hex

from litestar.types import Scope

_GOOD = re.compile(rb"[A-Za-z0-9._-]{1,64}")


def request_id(scope: Scope) -> str:
    """Give the id of a request: the one it came with where that is fit to be repeated, else a new one."""
    state = scope["state"]
    if "request_id" not in state:
        told = next((value for name, value in scope["headers"] if name.lower() == b"x-request-id"), b"")
        state["request_id"] = told.decode() if _GOOD.fullmatch(told) else token_hex(16)
    known: str = state["request_id"]
    return known
