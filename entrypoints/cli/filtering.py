"""The options that narrow a list or an export, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from domain.money import currency_code, minor_units, whole_amount
from domain.states import STATUSES
from entrypoints.filters import search_of

if TYPE_CHECKING:
    from domain.ports import Clock, Search

Deed = TypeVar("Deed", bound=Callable[..., Any])

_USUAL = "EUR"
"""The currency whose decimals a typed amount has, where none is said."""

_OPTIONS = (
    click.option("--status", type=click.Choice(STATUSES), metavar="STATUS", help=f"One of {', '.join(STATUSES)}."),
    click.option("--order", metavar="REFERENCE", help="Only those of this order."),
    click.option("--country", metavar="CODE", help="Only customers in this country, such as FR."),
    click.option("--currency", metavar="CODE", help="Only amounts in this currency."),
    click.option("--method", metavar="NAME", help="Only those tried or paid with it, such as alma or card."),
    click.option("--opened-from", metavar="DAY", help="Opened on this UTC day or later, such as 2026-11-24."),
    click.option("--opened-to", metavar="DAY", help="Opened on this UTC day or earlier."),
    click.option("--amount-from", metavar="AMOUNT", help=f"At least so much; in {_USUAL}, or in --currency."),
    click.option("--amount-to", metavar="AMOUNT", help="At most so much."),
    click.option("--overdue", is_flag=True, help="Only those whose customer is past the deadline."),
)


def filters(deed: Deed) -> Deed:
    """Give a command the options that narrow what it shows; it gets them as `wanted`."""
    for option in reversed(_OPTIONS):
        deed = option(deed)
    return deed


def narrowed(clock: Clock, *, overdue: bool, **wanted: str | None) -> Search:
    """Read what is wanted.

    Raises:
        InvalidRequest: an option means nothing.
    """
    currency = currency_code(wanted["currency"] or _USUAL)
    if wanted["amount_from"] or wanted["amount_to"]:
        wanted["currency"] = currency  # amounts of different currencies are not compared

    def amount(text: str, field: str) -> int:
        return whole_amount(minor_units(text, currency, field), field)

    return search_of(wanted, amount, overdue_at=clock.now() if overdue else None)
