"""How steps are read: sentences with prices, times and statuses in them."""

import re
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import parse
from pytest_bdd.parsers import StepParser

UNITS = ("days", "hours", "minutes", "seconds")


class Price(NamedTuple):
    """An amount in minor units, and its currency."""

    amount: int
    currency: str


@parse.with_pattern(r"-?\d+(?:\.\d+)? [A-Z]{3}")
def price(text: str) -> Price:
    """Read `149.90 EUR`: as many decimals as the writer knows the currency to have."""
    digits, currency = text.split(" ")
    return Price(int(digits.replace(".", "")), currency)


@parse.with_pattern(r"\d+:\d\d|(?:\d+ (?:day|hour|minute|second)s? ?)+")
def span(text: str) -> timedelta:
    """Read `59:59` (minutes and seconds), or `6 days 4 hours`."""
    if ":" in text:
        minutes, seconds = text.split(":")
        return timedelta(minutes=int(minutes), seconds=int(seconds))
    parts = re.findall(r"(\d+) (day|hour|minute|second)", text)
    return sum((timedelta(**{f"{unit}s": int(number)}) for number, unit in parts), timedelta())


@parse.with_pattern(r"open|declined|awaiting customer|processing|authorized|paid|canceled|in review")
def status(text: str) -> str:
    """Read a status as it is spoken."""
    return code(text)


@parse.with_pattern(r"[A-Z]{2}|fr")
def country(text: str) -> str:
    """Read a country's code."""
    return text


@parse.with_pattern(r"once|\d+ times")
def times(text: str) -> int:
    """Read how often."""
    return 1 if text == "once" else int(text.split(" ")[0])


@parse.with_pattern(r"[^\"]+")
def words(text: str) -> str:
    """Read what stands between quotation marks."""
    return text


def code(text: str) -> str:
    """Turn spoken words into the system's: `alma not offered` into `alma_not_offered`."""
    return text.replace(" ", "_")


class Sentence(StepParser):
    """A step's sentence, with what varies in braces; each text is parsed once."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        types = {"Price": price, "Time": span, "Status": status, "Country": country, "Times": times, "Words": words}
        self._parsed = cache(parse.compile(name, extra_types=types, case_sensitive=True).parse)

    def is_matching(self, name: str) -> bool:
        return self._parsed(name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        found = self._parsed(name)
        return None if found is None else dict(found.named)
