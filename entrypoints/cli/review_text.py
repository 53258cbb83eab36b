"""A review in text: the order's facts and the provider's side by side, and a word beside those that differ."""

from collections.abc import Iterator

from domain.money import decimal_text
from entrypoints.cli.table import columns
from entrypoints.view import View


def side_by_side(review: View) -> str | None:
    """Show the facts in a table, None where the provider's are not all known."""
    if review["provider"] is None:
        return None
    return columns(("", "order", "provider", ""), _rows(review), shrinking="provider")


def _rows(review: View) -> Iterator[tuple[str, ...]]:
    order, provider = review["order"], review["provider"]
    for name in ("amount", "received", "currency", "checkout"):
        mark = "differs" if name in review["differs"] else ""
        yield name, _shown(order, name, "a part or all"), _shown(provider, name, "nothing"), mark


def _shown(facts: View, name: str, absent: str) -> str:
    fact = facts[name]
    if fact is None:
        return absent if name == "received" else "none"
    return decimal_text(fact, facts["currency"]) if isinstance(fact, int) else str(fact)
