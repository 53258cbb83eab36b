"""An order: what the customer buys, for how much, and from which country."""

import re
import unicodedata
from dataclasses import dataclass

from domain.errors import InvalidRequest
from domain.money import LARGEST, Money

_UNWANTED = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories of control characters, lone surrogates and line separators."""
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows, and can make a name read as another."""


def plain_text(text: str, field: str) -> str:
    """Give back a name of 1 to 200 characters that shows as what it is.

    Raises:
        InvalidRequest: empty, too long, or with control characters or bidirectional overrides.
    """
    if len(text) > 200 or not text.strip():  # noqa: PLR2004 -- the limit of the interface, said in the message
        raise InvalidRequest(field, "must have 1 to 200 characters.")
    if not text.isprintable() and any(
        char in _BIDIRECTIONAL or unicodedata.category(char) in _UNWANTED for char in text
    ):
        raise InvalidRequest(field, "may have no control characters or bidirectional overrides.")
    return text


def country_code(text: str) -> str:
    """Give the upper-case form of an ISO 3166 two-letter country code.

    Raises:
        InvalidRequest: anything but two ASCII letters.
    """
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise InvalidRequest("country", "must be a two-letter country code.")
    return text.upper()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order; a negative `unit_amount` (minor units) is a discount."""

    name: str
    quantity: int
    unit_amount: int

    def __post_init__(self) -> None:
        """Refuse a line that cannot be shown or summed."""
        plain_text(self.name, "lines.name")
        if not 1 <= self.quantity <= 9_999:  # noqa: PLR2004 -- the limit of the interface, said in the message
            raise InvalidRequest("lines.quantity", "must be from 1 to 9,999.")
        if abs(self.unit_amount) > LARGEST:
            raise InvalidRequest("lines.unit_amount", f"must be within {LARGEST} minor units.")


@dataclass(frozen=True, slots=True)
class Order:
    """What is bought: the shop's own reference, the total, the customer's country, and lines that sum to the total."""

    reference: str
    total: Money
    country: str
    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an order that contradicts itself."""
        plain_text(self.reference, "order")
        object.__setattr__(self, "country", country_code(self.country))
        if len(self.lines) > 100:  # noqa: PLR2004 -- the limit of the interface, said in the message
            raise InvalidRequest("lines", "must be at most 100.")
        total = sum(line.quantity * line.unit_amount for line in self.lines)
        if self.lines and total != self.total.amount:
            raise InvalidRequest("lines", f"sum to {total}, not to the amount {self.total.amount}.")
