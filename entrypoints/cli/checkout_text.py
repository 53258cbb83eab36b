"""A checkout in text: everything that is known of it, or the short answer of a verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.checkout import Checkout
from domain.money import money_text
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_rows import rows
from entrypoints.cli.review_text import side_by_side
from entrypoints.cli.table import columns, fields, hanging
from entrypoints.cli.words import minute, words
from entrypoints.view import View

if TYPE_CHECKING:
    from entrypoints.kept import Kept


def in_brief(kept: Kept, checkout: Checkout) -> Answer:
    """Answer how a checkout stands after a verb."""
    from domain.explanation import explain

    how = f"{checkout.id} is {words(checkout.status)}, at {checkout.order.total}."
    summary = explain(checkout, kept.clock().now(), kept.settings().terms).summary
    return Answer(kept.view()(checkout), f"{how}\n{hanging('', summary)}")


def in_full(view: View) -> str:
    """Show everything that is known of a checkout."""
    return "\n\n".join([fields(rows(view)), *_review(view), *_lines(view), *_refunds(view)])


def _review(view: View) -> Iterator[str]:
    if view["review"] and (facts := side_by_side(view["review"])):
        yield facts


def _lines(view: View) -> Iterator[str]:
    if view["lines"]:
        currency = view["currency"]
        rows = [
            (str(line["quantity"]), money_text(line["unit_amount"], currency), line["name"]) for line in view["lines"]
        ]
        yield columns(("quantity", "each", "line"), rows, right=("quantity", "each"))


def _refunds(view: View) -> Iterator[str]:
    if refunds := view["refunds"]:
        currency = view["currency"]
        rows = [
            (refund["id"], money_text(refund["amount"], currency), refund["status"], minute(refund["created_at"]))
            for refund in refunds
        ]
        yield columns(("refund", "amount", "status", "made (UTC)"), rows, right=("amount",))
    for refund in view["refunds"]:
        if refund["adopted"]:
            yield hanging("", f"{refund['id']} was made in the provider's dashboard.")
        if refund["failure"]:
            yield hanging("", f"{refund['id']} failed ({words(refund['failure'])}): pay the customer another way.")
