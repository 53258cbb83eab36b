"""`alma-checkout refund`."""

import click

from domain.money import minor_units, money_text
from domain.refunds import REASONS
from domain.representations import of_refund
from domain.use_cases.refund_checkout import Refunded
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, command
from entrypoints.cli.parsing import key_of
from entrypoints.cli.table import hanging
from entrypoints.container import Container


@command("refund", example="alma-checkout refund co_0a1b2c3d --amount 30.00 --key return-1001", acts=True)
@checkout_id
@click.option("--amount", help="How much to give back, such as 30.00; without it, all that is left.")
@click.option("--reason", type=click.Choice(REASONS))
@click.option("--key", help="Makes one refund, however often NAME uses it.")
async def refund(
    container: Container, *, checkout_id: str, by: str, amount: str | None, reason: str | None, key: str | None
) -> Answer:
    """Give back a part of what was paid, or all that is left."""
    currency = (await container.checkouts().get(checkout_id)).order.total.currency
    refunded = await container.refund_checkout()(
        checkout_id,
        by=by,
        amount=None if amount is None else minor_units(amount, currency),
        reason=reason,
        key=key_of(key),
    )
    replayed = "This key had made it before." if refunded.replayed else ""
    return Answer(of_refund(refunded.refund), _text(refunded, currency), replayed)


def _text(refunded: Refunded, currency: str) -> str:
    made, left = refunded.refund, refunded.checkout.refundable
    rest = f"{money_text(left, currency)} can still be refunded." if left else "Nothing more can be refunded."
    return hanging("", f"The refund {made.id} of {money_text(made.amount, currency)} is {made.status}. {rest}")
