"""`alma-checkout review`."""

import click

from domain.checkout import Checkout
from domain.errors import InvalidRequest, NotAllowedNow, Refusal
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_brief
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container
from entrypoints.review_view import review_view


@command("review", example="alma-checkout review co_0a1b2c3d --accept", acts=True)
@checkout_id
@click.option("--accept", is_flag=True, help="What the provider says counts.")
@click.option("--refund", is_flag=True, help="Everything goes back.")
async def review(container: Container, *, checkout_id: str, by: str, accept: bool, refund: bool) -> Answer:
    """Decide what the provider's facts mean where they contradict the order.

    Without a decision nothing happens, and both sides are shown.
    """
    if accept == refund:
        raise _undecided(await container.checkouts().get(checkout_id))
    decision = "accept" if accept else "refund"
    checkout = await container.review_checkout()(checkout_id, decision, by=by)
    return in_brief(container, checkout)


def _undecided(checkout: Checkout) -> Refusal:
    """Refuse a review without a decision, or with both; the facts to decide on come with it."""
    review = review_view(checkout)
    if review is None:
        return NotAllowedNow("Reviewing", checkout.status)
    refusal = InvalidRequest("decision", "must be --accept or --refund.")
    refusal.data["review"] = review
    return refusal
