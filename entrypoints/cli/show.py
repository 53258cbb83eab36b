"""`alma-checkout show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_full
from entrypoints.cli.command import checkout_id, looking

if TYPE_CHECKING:
    from entrypoints.kept import Kept


@looking("show", example="alma-checkout show co_0a1b2c3d")
@checkout_id
async def show(kept: Kept, *, checkout_id: str) -> Answer:
    """Show everything that is known of a checkout, as it is stored."""
    view = kept.view()(await kept.checkouts().get(checkout_id))
    return Answer(view, in_full(view))
