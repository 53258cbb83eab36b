"""`alma-checkout cancel`."""

import click

from domain.use_cases.cancel_checkout import REASONS
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_brief
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container


@command("cancel", example="alma-checkout cancel co_0a1b2c3d --reason duplicate", acts=True)
@checkout_id
@click.option("--reason", type=click.Choice(REASONS), default=REASONS[0], show_default=True)
async def cancel(container: Container, *, checkout_id: str, by: str, reason: str) -> Answer:
    """Call a checkout off that is not paid yet; money that is reserved is released."""
    checkout = await container.cancel_checkout()(checkout_id, by=by, reason=reason)
    return in_brief(container, checkout)
