"""What a list or an export is narrowed by, read from the texts that are asked for over either way in."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from domain.errors import InvalidRequest
from domain.money import currency_code
from domain.order import country_code, plain_text
from domain.ports import Search
from domain.states import STATUSES

T = TypeVar("T")
Read = Callable[[str, str], T]
"""Reads a text, and refuses it in the name of its field."""


def search_of(asked: Mapping[str, str | None], amount: Read[int], *, overdue_at: datetime | None) -> Search:
    """Read what is asked for; amounts by their own way, days as UTC days of which both are included (R93).

    Raises:
        InvalidRequest: a text that means nothing, or a range that ends before it begins.
    """

    def read(field: str, way: Read[T]) -> T | None:
        text = asked.get(field)
        return None if text is None else way(text, field)

    first, last = read("opened_from", _day), read("opened_to", _day)
    least, most = read("amount_from", amount), read("amount_to", amount)
    if first and last and last < first:
        raise InvalidRequest("opened_to", "is before opened_from.")
    if least and most and most < least:
        raise InvalidRequest("amount_to", "is less than amount_from.")
    return Search(
        status=read("status", _status),
        order=read("order", plain_text),
        country=read("country", lambda text, _: country_code(text)),
        currency=read("currency", lambda text, _: currency_code(text)),
        method=read("method", _method),
        amount_from=least,
        amount_to=most,
        opened_from=None if first is None else _beginning(first),
        opened_before=None if last is None else _end(last),
        overdue_at=overdue_at,
    )


def _status(text: str, field: str) -> str:
    if text not in STATUSES:
        raise InvalidRequest(field, f"must be one of {', '.join(STATUSES)}.")
    return text


def _method(text: str, field: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,49}", text):
        raise InvalidRequest(field, "must be the provider's word for a way to pay, such as alma or card.")
    return text


def _day(text: str, field: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # other forms of ISO 8601 are read, too
        raise InvalidRequest(field, "must be a day such as 2026-11-24.")
    return day


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _end(day: date) -> datetime | None:
    """Give the moment when a day is over; after the last one there is none."""
    return None if day == date.max else _beginning(day + timedelta(days=1))
