"""`alma-checkout explain`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.checkout import Checkout
from domain.explanation import Explanation
from domain.explanation import explain as explained
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, looking
from entrypoints.cli.review_text import side_by_side
from entrypoints.cli.table import fields, hanging
from entrypoints.cli.to_type import commands
from entrypoints.review_view import review_view
from entrypoints.view import explanation_view

if TYPE_CHECKING:
    from entrypoints.kept import Kept


@looking("explain", example="alma-checkout explain co_0a1b2c3d")
@checkout_id
async def explain(kept: Kept, *, checkout_id: str) -> Answer:
    """Explain how a checkout stands and why, what is awaited, what comes next, and what you can do."""
    checkout = await kept.checkouts().get(checkout_id)
    at = kept.clock().now()
    explanation = explained(checkout, at, kept.settings().terms)
    return Answer(explanation_view(explanation), in_words(checkout, explanation, at))


def in_words(checkout: Checkout, explanation: Explanation, at: datetime) -> str:
    """Write an explanation down, with the facts of a review side by side, and the commands to type at its end."""
    awaited = [("waiting for", explanation.waiting_for), ("next", explanation.next)]
    parts = [hanging("", explanation.summary)]
    review = review_view(checkout)
    if facts := side_by_side(review) if review else None:
        parts.append(facts)
    if any(text for _, text in awaited):
        parts.append(fields(awaited))
    if verbs := explanation.operator_can:
        parts.append("\n".join(["You can:", *(line for verb in verbs for line in commands(verb, checkout, at))]))
    return "\n\n".join(parts)
