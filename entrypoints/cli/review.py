"""`alma-checkout review`."""

import click

from domain.errors import InvalidRequest
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_brief
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container


@command("review", example="alma-checkout review co_0a1b2c3d --accept")
@checkout_id
@click.option("--accept", "decision", flag_value="accept", help="What the provider says counts.")
@click.option("--refund", "decision", flag_value="refund", help="Everything goes back.")
async def review(container: Container, *, checkout_id: str, decision: str | None) -> Answer:
    """Decide what the provider's facts mean where they contradict the order; `show` has them side by side."""
    if decision is None:
        raise InvalidRequest("decision", "must be --accept or --refund.")
    checkout = await container.review_checkout()(checkout_id, decision, by=container.settings().operator)
    return in_brief(container, checkout)
