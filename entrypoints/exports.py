"""Checkouts as rows of a file, for spreadsheets (CSV) and programs (JSON Lines): the one view, page by page.

Neither holds a secret, nor the address that a customer was sent to (R92).
"""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from domain.checkout import Checkout
from domain.money import decimal_text
from entrypoints.view import CheckoutView, View

_COLUMNS = {
    "id": "id",
    "order": "order",
    "status": "status",
    "amount": "amount",
    "decimal_amount": "decimal_amount",
    "currency": "currency",
    "country": "country",
    "methods": "methods",
    "capture": "capture",
    "created_at": "created_at",
    "updated_at": "updated_at",
    "attempt_method": "attempt.method",
    "failure_reason": "last_failure.reason",
    "failure_code": "last_failure.code",
    "captured": "captured",
    "refunded": "refunded",
    "refundable": "refundable",
    "installment_count": "payment.installment_count",
    "transaction_id": "payment.transaction_id",
    "payment_gateway": "payment.gateway",
    "payment_id": "payment.id",
    "cancellation_reason": "cancellation.reason",
    "dispute_status": "dispute.status",
    "review_reason": "review.reason",
}
"""The columns of the CSV, and where in the view each of them is found."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Export:
    """A form of an export: how it begins, and how some checkouts are written, all in UTF-8."""

    media_type: str
    head: bytes
    rows: Callable[[Iterable[View]], bytes]

    def page(self, view: CheckoutView, checkouts: Iterable[Checkout]) -> bytes:
        """Write a page of checkouts."""
        return self.rows(_without_address(view(checkout)) for checkout in checkouts)


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _as_csv(views: Iterable[View]) -> bytes:
    return _csv([_cell(view, place) for place in _COLUMNS.values()] for view in views)


def _as_lines(views: Iterable[View]) -> bytes:
    return b"".join(json.dumps(view).encode() + b"\n" for view in views)


def _cell(view: View, place: str) -> str | int | None:
    if place == "decimal_amount":
        return decimal_text(view["amount"], view["currency"])
    part, _, name = place.rpartition(".")
    found: str | int | None = ((view[part] if part else view) or {}).get(name)
    return f"'{found}" if isinstance(found, str) and found.startswith(_FORMULAS) else found


def _without_address(view: View) -> View:
    attempt = view["attempt"]
    return {**view, "attempt": attempt and {**attempt, "redirect_url": None}}


EXPORTS = {
    "csv": Export("text/csv", _csv([_COLUMNS]), _as_csv),
    "jsonl": Export("application/jsonl", b"", _as_lines),
}
"""Every form of an export, by its name."""
