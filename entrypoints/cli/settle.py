"""`alma-checkout settle`."""

from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_brief
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container


@command("settle", example="alma-checkout settle co_0a1b2c3d", acts=True)
@checkout_id
async def settle(container: Container, *, checkout_id: str, by: str) -> Answer:
    """Ask the provider how a checkout stands now, and take its answer in."""
    checkout = await container.settle()(checkout_id, by=by)
    return in_brief(container, checkout)
