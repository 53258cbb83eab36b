"""`alma-checkout sweep`."""

from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.cli.table import columns
from entrypoints.cli.words import words
from entrypoints.container import Container

_AT_ONCE = 100


@command("sweep", example="alma-checkout sweep --json")
async def sweep(container: Container) -> Answer:
    """Look once at everything that is due: finish, settle, expire, let lapse."""
    checked = batch = await container.sweep()(limit=_AT_ONCE)
    while len(batch) == _AT_ONCE:
        batch = await container.sweep()(limit=_AT_ONCE)
        checked += batch
    items = [container.view()(checkout) for checkout in checked]
    text = columns(("checked", "status"), [(item["id"], words(item["status"])) for item in items])
    return Answer({"checked": len(items), "items": items}, text if items else "Nothing is due.")
