"""`alma-checkout explain`."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from domain.checkout import Capture, Checkout, Methods
from domain.explanation import Explanation
from domain.explanation import explain as explained
from domain.money import decimal_text
from domain.order import Line
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, looking
from entrypoints.cli.table import fields, hanging
from entrypoints.view import explanation_view

if TYPE_CHECKING:
    from entrypoints.kept import Kept


@looking("explain", example="alma-checkout explain co_0a1b2c3d")
@checkout_id
async def explain(kept: Kept, *, checkout_id: str) -> Answer:
    """Explain how a checkout stands and why, what is awaited, what comes next, and what you can do."""
    checkout = await kept.checkouts().get(checkout_id)
    explanation = explained(checkout, kept.clock().now())
    return Answer(explanation_view(explanation), _text(checkout, explanation))


def _text(checkout: Checkout, explanation: Explanation) -> str:
    awaited = [("waiting for", explanation.waiting_for), ("next", explanation.next)]
    parts = [hanging("", explanation.summary)]
    if any(text for _, text in awaited):
        parts.append(fields(awaited))
    if verbs := explanation.operator_can:
        parts.append("\n".join(["You can:", *(f"  {_command(verb, checkout)}" for verb in verbs)]))
    return "\n\n".join(parts)


def _command(verb: str, checkout: Checkout) -> str:
    """Give the very command to type."""
    match verb:
        case "refund":
            return f"alma-checkout refund {checkout.id} --amount AMOUNT"
        case "change":
            return f"alma-checkout change {checkout.id} --amount AMOUNT"
        case "open":
            total = checkout.order.total
            amount = decimal_text(total.amount, total.currency)
            order = f"--order {quote(checkout.order.reference)} --amount {amount} --currency {total.currency}"
            return f"alma-checkout open {order} --country {checkout.order.country}{_options(checkout)}"
        case "dispute":
            return f"alma-checkout dispute {checkout.id} --evidence FILE"
        case "review":
            return f"alma-checkout review {checkout.id} --accept | --refund"
    return f"alma-checkout {verb} {checkout.id}"


def _options(checkout: Checkout) -> str:
    """Write down what the checkout was opened with beside its order, so that the next one asks for the same."""
    said = {
        "methods": checkout.methods if checkout.methods is Methods.ALMA else None,
        "capture": checkout.capture if checkout.capture is Capture.MANUAL else None,
        "return-url": checkout.return_url,
        "locale": checkout.locale,
    }
    options = [f" --{name} {quote(value)}" for name, value in said.items() if value]
    options += [f" --line {quote(_typed(line, checkout.order.total.currency))}" for line in checkout.order.lines]
    return "".join(options)


def _typed(line: Line, currency: str) -> str:
    return f"{line.name}={line.quantity}x{decimal_text(line.unit_amount, currency)}"
