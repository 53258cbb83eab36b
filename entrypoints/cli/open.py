"""`alma-checkout open`."""

import click

from domain.checkout import Capture, Methods
from domain.money import Money
from domain.opening import Opening, locale_of
from domain.order import Order
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_rows import alma, other_checkouts
from entrypoints.cli.command import command
from entrypoints.cli.parsing import key_of, lines_of, lines_option
from entrypoints.cli.table import fields
from entrypoints.cli.words import words
from entrypoints.container import Container


@command(
    "open",
    example="alma-checkout open --order 1001 --amount 149.90 --currency EUR --country FR",
    may_create=True,
    acts=True,
)
@click.option("--order", metavar="REFERENCE", required=True, help="The shop's own name for the order.")
@click.option("--amount", required=True, help="What it costs, such as 149.90.")
@click.option("--currency", metavar="CODE", required=True, help="Such as EUR.")
@click.option("--country", metavar="CODE", required=True, help="Where the customer is, such as FR.")
@click.option(
    "--methods", type=click.Choice([way.value for way in Methods]), default=Methods.AUTOMATIC.value, show_default=True
)
@click.option(
    "--capture", type=click.Choice([way.value for way in Capture]), default=Capture.AUTOMATIC.value, show_default=True
)
@click.option("--return-url", metavar="URL", help="Where the customer comes back to.")
@click.option("--locale", metavar="TAG", help="The customer's language: en or fr.")
@lines_option
@click.option("--key", help="Opens one checkout, however often NAME uses it.")
async def open_checkout(
    container: Container,
    *,
    by: str,
    order: str,
    amount: str,
    currency: str,
    country: str,
    methods: str,
    capture: str,
    return_url: str | None,
    locale: str | None,
    lines: tuple[str, ...],
    key: str | None,
) -> Answer:
    """Open a checkout for an order, and make its payment."""
    total = Money.parse(amount, currency)
    opening = Opening(
        order=Order(order, total, country, lines_of(lines, total.currency)),
        methods=Methods(methods),
        capture=Capture(capture),
        locale=locale_of(locale),
        return_url=return_url,
    )
    opened = await container.open_checkout()(opening, by=by, key=key_of(key))
    view = container.view()(opened.checkout, opened.others)
    rows = [
        ("id", view["id"]),
        ("status", words(view["status"])),
        ("pay page", view["pay_url"]),
        ("Alma", alma(view)),
        ("other checkouts", other_checkouts(view)),
    ]
    earlier = "This key had opened it before. " if opened.replayed else ""
    following = f"  alma-checkout pay {view['id']}"
    aside = f"{earlier}Next, give the customer the pay page, or the address that this prints:\n{following}"
    return Answer(view, fields(rows), aside)
