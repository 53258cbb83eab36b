"""Reading what is typed: order lines and idempotency keys. Amounts are read by the domain."""

import re
from collections.abc import Sequence

import click

from domain.errors import InvalidRequest
from domain.money import minor_units
from domain.order import Line

lines_option = click.option(
    "--line", "lines", metavar="NAME=QTYxUNIT", multiple=True, help="A line of the order, such as Chaise=2x74.95."
)


def lines_of(texts: Sequence[str], currency: str) -> tuple[Line, ...]:
    """Read lines such as `Chaise=2x74.95`; a discount has a negative unit amount.

    Raises:
        InvalidRequest: another form, or an amount that the currency does not have.
    """
    return tuple(_line(text, currency) for text in texts)


def _line(text: str, currency: str) -> Line:
    found = re.fullmatch(r"(.+)=([0-9]{1,4})x(-?)(.+)", text)
    if found is None:
        raise InvalidRequest("lines", f"{text!r} is not like Chaise=2x74.95.")
    name, quantity, sign, unit = found.groups()
    try:
        amount = minor_units(unit, currency)
    except InvalidRequest as refusal:
        raise InvalidRequest("lines", refusal.data["errors"][0]["message"]) from None
    return Line(name, int(quantity), -amount if sign else amount)


def key_of(text: str | None) -> str | None:
    """Give an idempotency key back.

    Raises:
        InvalidRequest: not 1 to 255 printable ASCII characters.
    """
    if text is not None and not re.fullmatch(r"[ -~]{1,255}", text):
        raise InvalidRequest("key", "must be 1 to 255 printable ASCII characters.")
    return text
