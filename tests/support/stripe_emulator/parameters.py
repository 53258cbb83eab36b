"""Parameters as the SDK's own types describe them: read from a form, and refused as Stripe refuses them."""

import re
import sys
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from stripe._request_options import RequestOptions
from typing_extensions import is_typeddict

from tests.support.stripe_emulator.form import Form
from tests.support.stripe_emulator.refusals import Invalid

NO_LONGER = {"payment_method_types": "payment_method_types_no_longer_supported"}
"""Parameters that older versions knew, and the code of their refusal."""

EMPTY = Literal[""]


@cache
def hints_of(params: type) -> dict[str, Any]:
    """Give the type of every parameter; the SDK's request options among them are none."""
    own = {name: hint for name, hint in params.__annotations__.items() if name not in RequestOptions.__annotations__}
    return get_type_hints(type("Own", (), {"__annotations__": own}), vars(sys.modules[params.__module__]))


def read(form: Form, params: type, path: str = "") -> dict[str, Any]:
    """Read a form, or refuse what Stripe does not know, what is missing, and what has another type."""
    hints = hints_of(params)
    for name in form:
        if name not in hints:
            message = f"Received unknown parameter: {_inside(path, name)}"
            raise Invalid(NO_LONGER.get(name, "parameter_unknown"), message, _inside(path, name))
    for name in sorted(getattr(params, "__required_keys__", ())):
        if name not in form:
            raise Invalid("parameter_missing", f"Missing required param: {_inside(path, name)}.", _inside(path, name))
    return {name: _value(value, hints[name], _inside(path, name)) for name, value in form.items()}


def _value(value: object, hint: object, name: str) -> object:
    options = _options(hint)
    if value == "":
        if EMPTY in options:
            return ""
        raise Invalid("parameter_invalid_empty", f"You passed an empty string for '{name}'.", name)
    return _nested(value, options, name) if isinstance(value, dict) else _plain(value, options, name)


def _nested(form: Form, options: tuple[Any, ...], name: str) -> object:
    for option in options:
        if is_typeddict(option):
            return read(form, option, name)
        if get_origin(option) is list:
            return [_value(value, get_args(option)[0], f"{name}[{index}]") for index, value in form.items()]
        if get_origin(option) is dict:
            if any(isinstance(value, dict) for value in form.values()):
                raise Invalid(None, f"Invalid values in {name}: they are strings.", name)
            return form
    raise Invalid("parameter_invalid_string", f"Invalid string: {name} is an object.", name)


def _plain(value: object, options: tuple[Any, ...], name: str) -> object:
    if Any in options:
        return value
    if not isinstance(value, str):
        raise Invalid("parameter_invalid_string", f"Invalid string: {name} is a file.", name)
    if int in options and re.fullmatch(r"-?[0-9]+", value):
        return int(value)
    if bool in options and value in {"true", "false"}:
        return value == "true"
    words = [word for option in options if get_origin(option) is Literal for word in get_args(option) if word]
    if value in words or (str in options and not words):
        return value
    if words:
        raise Invalid(None, f"Invalid {name}: must be one of {', '.join(words)}", name)
    if int in options:
        raise Invalid("parameter_invalid_integer", f"Invalid integer: {value}", name)
    raise Invalid(None, f"Invalid value for {name}: {value}", name)


def _options(hint: object) -> tuple[Any, ...]:
    """Take a union apart."""
    if get_origin(hint) in {Union, UnionType}:
        return tuple(option for part in get_args(hint) for option in _options(part))
    return (hint,)


def _inside(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name
