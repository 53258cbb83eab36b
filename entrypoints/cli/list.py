"""`alma-checkout list`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from domain.order import plain_text
from domain.ports import Search
from domain.states import STATUSES
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import looking
from entrypoints.cli.table import columns
from entrypoints.cli.width import shortened
from entrypoints.cli.words import minute, money
from entrypoints.cursor import position_of, text_of

_LONGEST = 20

if TYPE_CHECKING:
    from entrypoints.kept import Kept


@looking("list", example="alma-checkout list --status awaiting_customer --overdue")
@click.option("--status", type=click.Choice(STATUSES), metavar="STATUS", help=f"One of {', '.join(STATUSES)}.")
@click.option("--order", metavar="REFERENCE", help="Only those of this order.")
@click.option("--overdue", is_flag=True, help="Only those whose customer is past the deadline.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="How many at most.")
@click.option("--cursor", help="Where to go on, as the page before said.")
async def list_checkouts(
    kept: Kept, *, status: str | None, order: str | None, overdue: bool, limit: int, cursor: str | None
) -> Answer:
    """List checkouts, newest first."""
    page = await kept.checkouts().search(
        Search(
            status=status,
            order=None if order is None else plain_text(order, "order"),
            overdue_at=kept.clock().now() if overdue else None,
            limit=limit,
            after=position_of(cursor),
        )
    )
    items, following = [kept.view()(checkout) for checkout in page.items], text_of(page.next)
    aside = f"There are more: --cursor {following}" if following else "" if items else "There are none."
    return Answer({"items": items, "next_cursor": following}, _table(items) if items else "", aside)


def _table(items: Iterable[dict[str, Any]]) -> str:
    rows = [
        (
            item["id"],
            shortened(item["order"], _LONGEST),
            item["status"],
            money(item["amount"], item["currency"]),
            minute(item["created_at"]).partition("-")[2],
        )
        for item in items
    ]
    header = ("id", "order", "status", "amount", "opened (UTC)")
    return columns(header, rows, right=("amount",), shrinking="order")
