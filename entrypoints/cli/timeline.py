"""`alma-checkout timeline`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from domain.money import money_text
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, looking
from entrypoints.cli.table import hanging
from entrypoints.cli.words import method, time, words
from entrypoints.view import timeline_view

Detail = Mapping[str, Any]

if TYPE_CHECKING:
    from entrypoints.kept import Kept


@looking("timeline", example="alma-checkout timeline co_0a1b2c3d")
@checkout_id
async def timeline(kept: Kept, *, checkout_id: str) -> Answer:
    """Tell what happened to a checkout, oldest first: when, what, and by whom."""
    checkout = await kept.checkouts().get(checkout_id)
    view = timeline_view(checkout.timeline)
    currency = checkout.order.total.currency
    return Answer(view, "\n".join(_entry(item, currency) for item in view["items"]))


def _entry(item: Detail, currency: str) -> str:
    facts = ", ".join(_facts(item["detail"], currency))
    what = f"{words(item['event'])} by {item['by']}"
    return hanging(f"{time(item['at'])}  ", f"{what}: {facts}" if facts else what)


def _facts(detail: Detail, currency: str) -> Iterator[str]:
    """Say each fact in words; a kind that is not known here keeps its name."""
    for name, value in detail.items():
        match name, value:
            case ("currency" | "number" | "to", _) | (_, None):
                continue
            case "from", int():
                yield f"from {money_text(value, currency)} to {money_text(detail['to'], currency)}"
            case "amount", int():
                yield money_text(value, currency)
            case "expected" | "found", int():
                yield f"{name} {money_text(value, currency)}"
            case "files", int():
                yield "1 file" if value == 1 else f"{value} files"
            case "method", str():
                yield f"with {method(value)}"
            case "reason" | "failure" | "decision", str():
                yield words(value)
            case "status" | "provider_status", str():
                yield f"{words(name)} {words(value)}"
            case _:
                yield f"{words(name)} {value}"
