"""`alma-checkout show`."""

from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_full
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container


@command("show", example="alma-checkout show co_0a1b2c3d")
@checkout_id
async def show(container: Container, *, checkout_id: str) -> Answer:
    """Show everything that is known of a checkout, as it is stored."""
    view = container.view()(await container.checkouts().get(checkout_id))
    return Answer(view, in_full(view))
