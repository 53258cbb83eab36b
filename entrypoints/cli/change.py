"""`alma-checkout change`."""

import click

from domain.money import minor_units
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_brief
from entrypoints.cli.command import checkout_id, command
from entrypoints.cli.parsing import lines_of, lines_option
from entrypoints.container import Container


@command("change", example="alma-checkout change co_0a1b2c3d --amount 159.90", acts=True)
@checkout_id
@click.option("--amount", required=True, help="What it costs from now on, such as 159.90.")
@lines_option
async def change(container: Container, *, checkout_id: str, by: str, amount: str, lines: tuple[str, ...]) -> Answer:
    """Change the amount of an open checkout, with new lines where it has lines."""
    currency = (await container.checkouts().get(checkout_id)).order.total.currency
    checkout = await container.change_amount()(
        checkout_id,
        minor_units(amount, currency),
        by=by,
        lines=lines_of(lines, currency) or None,
    )
    return in_brief(container, checkout)
