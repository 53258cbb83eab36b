"""`alma-checkout list`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from domain.money import money_text
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import looking
from entrypoints.cli.filtering import filters, narrowed
from entrypoints.cli.table import columns
from entrypoints.cli.width import shortened
from entrypoints.cli.words import minute
from entrypoints.cursor import position_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from entrypoints.kept import Kept

_LONGEST = 20
_HEADER = ("id", "order", "status", "amount", "opened (UTC)")


@looking("list", example="alma-checkout list --status awaiting_customer --overdue")
@filters
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="How many at most.")
@click.option("--cursor", help="Where to go on, as the page before said.")
async def list_checkouts(kept: Kept, *, limit: int, cursor: str | None, **wanted: Any) -> Answer:
    """List checkouts, newest first."""
    search = replace(narrowed(kept.clock(), **wanted), limit=limit, after=position_of(cursor))
    page = await kept.checkouts().search(search)
    items, following = [kept.view()(checkout) for checkout in page.items], text_of(page.next)
    aside = f"There are more: --cursor {following}" if following else "" if items else "There are none."
    return Answer({"items": items, "next_cursor": following}, _table(items) if items else "", aside)


def _table(items: Iterable[dict[str, Any]]) -> str:
    rows = [
        (
            item["id"],
            shortened(item["order"], _LONGEST),
            item["status"],
            money_text(item["amount"], item["currency"]),
            minute(item["created_at"]).partition("-")[2],
        )
        for item in items
    ]
    return columns(_HEADER, rows, right=("amount",), shrinking="order")
