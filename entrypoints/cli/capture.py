"""`alma-checkout capture`."""

import click

from domain.money import minor_units
from entrypoints.cli.answer import Answer
from entrypoints.cli.checkout_text import in_brief
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container


@command("capture", example="alma-checkout capture co_0a1b2c3d --amount 80.00", acts=True)
@checkout_id
@click.option("--amount", help="How much to take, such as 80.00; without it, all. The rest is released.")
async def capture(container: Container, *, checkout_id: str, by: str, amount: str | None) -> Answer:
    """Take the money that is reserved, once."""
    currency = (await container.checkouts().get(checkout_id)).order.total.currency
    taken = None if amount is None else minor_units(amount, currency)
    checkout = await container.capture_checkout()(checkout_id, by=by, amount=taken)
    return in_brief(container, checkout)
