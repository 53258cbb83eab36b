"""How steps are read: sentences with prices, times and statuses in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from pytest_bdd import parsers
from pytest_bdd.parsers import StepParser


class Price(NamedTuple):
    """An amount in minor units, and its currency."""

    amount: int
    currency: str


def price(text: str) -> Price:
    """Read `149.90 EUR`: as many decimals as the writer knows the currency to have."""
    digits, currency = text.split(" ")
    return Price(int(digits.replace(".", "")), currency)


def span(text: str) -> timedelta:
    """Read `59:59` (minutes and seconds), or `6 days 4 hours`."""
    if ":" in text:
        minutes, seconds = text.split(":")
        return timedelta(minutes=int(minutes), seconds=int(seconds))
    parts = re.findall(r"(\d+) (day|hour|minute|second)", text)
    return sum((timedelta(**{f"{unit}s": int(number)}) for number, unit in parts), timedelta())


def times(text: str) -> int:
    """Read `once` or `3 times`."""
    return 1 if text == "once" else int(text.removesuffix(" times"))


EVIDENCE = {
    "receipt": (("receipt",), False),
    "receipt and a text": (("receipt",), True),
    "receipt and proof of shipping": (("receipt", "shipping_documentation"), False),
}
"""What evidence consists of: kinds of files, and whether there is a text."""


def code(text: str) -> str:
    """Turn spoken words into the system's: `alma not offered` into `alma_not_offered`."""
    return text.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of word in a sentence: what it looks like, and how it is read."""

    pattern: str
    read: Callable[[str], object] = str

    def __call__(self, text: str) -> object:
        """Read it."""
        return self.read(text)


KINDS = {
    "Price": Kind(r"-?\d+(?:\.\d+)? [A-Z]{3}", price),
    "Time": Kind(r"\d+:\d\d|(?:\d+ (?:day|hour|minute|second)s? ?)+", span),
    "Status": Kind(r"open|declined|awaiting customer|processing|authorized|paid|canceled|in review", code),
    "Day": Kind(r"\d{4}-\d\d-\d\d"),
    "Currency": Kind(r"[A-Z]{3}"),
    "Country": Kind(r"[A-Z]{2}|fr"),
    "Times": Kind(r"once|\d+ times", times),
    "Evidence": Kind("|".join(EVIDENCE), EVIDENCE.__getitem__),
    "Unfit": Kind(r"nothing at all|a receipt that is .+|files of .+|a text of .+"),
    "Words": Kind(r"[^\"]+"),
}


class Sentence(StepParser):
    """A step's sentence, with what varies in braces; each text is compared once."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._parser = parsers.parse(name, extra_types=KINDS, case_sensitive=True)
        self._matches = cache(self._parser.is_matching)

    def is_matching(self, name: str) -> bool:
        return self._matches(name)

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        return self._parser.parse_arguments(name)
