"""What the provider does by itself, provoked on the sandbox so that an operator can practise.

Not over HTTP: there only the customer acts, on a page. The dashboard is the provider's own, and so is the shell beside
its database.
"""

import click

from domain.errors import InvalidRequest, NotAllowedNow
from domain.money import minor_units
from domain.states import Canceled, Paid
from entrypoints.cli.answer import Answer
from entrypoints.cli.at_the_provider import payment_of, what_follows
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container


@command("dispute", example="alma-checkout sandbox dispute co_0a1b2c3d")
@checkout_id
@click.option("--amount", help="How much of it, such as 50.00; without it, all that was paid.")
async def dispute(container: Container, *, checkout_id: str, amount: str | None) -> Answer:
    """Have the customer's side ask for the money back."""
    payment_id = await payment_of(container, checkout_id)
    disputed = None if amount is None else await _minor_units(container, checkout_id, amount)
    dispute_id = await container.dashboard().dispute(payment_id, disputed)
    return what_follows(checkout_id, payment=payment_id, dispute=dispute_id)


@command("close-dispute", example="alma-checkout sandbox close-dispute co_0a1b2c3d --won")
@checkout_id
@click.option("--won", "end", flag_value="won", help="The money stays with the shop.")
@click.option("--lost", "end", flag_value="lost", help="The money is gone.")
@click.option("--dispute", "dispute_id", metavar="DISPUTE", help="Which; without it, the latest that is open.")
async def close_dispute(container: Container, *, checkout_id: str, end: str | None, dispute_id: str | None) -> Answer:
    """Decide a dispute."""
    if end is None:
        raise InvalidRequest("end", "must be --won or --lost.")
    payment_id = await payment_of(container, checkout_id)
    closed = await container.dashboard().close_dispute(payment_id, dispute_id, end)
    return what_follows(checkout_id, payment=payment_id, dispute=closed, end=end)


@command("fail-refund", example="alma-checkout sandbox fail-refund co_0a1b2c3d")
@checkout_id
async def fail_refund(container: Container, *, checkout_id: str) -> Answer:
    """Have the latest refund fail, also one that had arrived."""
    payment_id = await payment_of(container, checkout_id)
    refund_id = await container.dashboard().fail_refund(payment_id)
    return what_follows(checkout_id, payment=payment_id, refund=refund_id)


@command("alter", example="alma-checkout sandbox alter co_0a1b2c3d --received 148.90")
@checkout_id
@click.option("--received", required=True, help="How much the provider says it received, such as 148.90.")
async def alter(container: Container, *, checkout_id: str, received: str) -> Answer:
    """Have another amount received than was asked for.

    It brings a checkout into review that is settled afterwards. So do it when the customer has approved and nobody has
    settled yet: what is paid here already stays paid.
    """
    payment_id = await payment_of(container, checkout_id)
    stored = await container.checkouts().get(checkout_id)
    if isinstance(stored.state, Paid | Canceled):
        raise NotAllowedNow("Altering", stored.status)
    await container.dashboard().receive(payment_id, await _minor_units(container, checkout_id, received))
    return what_follows(checkout_id, payment=payment_id, received=received)


async def _minor_units(container: Container, checkout_id: str, text: str) -> int:
    currency = (await container.checkouts().get(checkout_id)).order.total.currency
    return minor_units(text, currency)
