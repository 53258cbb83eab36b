"""Stripe's form encoding, in which brackets say what is inside what: `a[b]=1`, `a[0]=x`, `a[]=x`."""

import re
from typing import Any
from urllib.parse import parse_qsl

Form = dict[str, Any]
"""Text by name; what is nested is a form of its own, a list one with the names 0, 1, 2, ..."""

_PART = re.compile(r"\[([^\[\]]*)\]")


def decoded(text: str) -> Form:
    """Read a query or a body."""
    form: Form = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, *inner = name.partition("[")[0], *_PART.findall(name)
        _put(form, [first, *inner], value)
    return form


def _put(form: Form, path: list[str], value: str) -> None:
    name, *rest = path
    name = name or str(len(form))
    if not rest:
        form[name] = value
        return
    inside = form.setdefault(name, {})
    if isinstance(inside, dict):
        _put(inside, rest, value)
