"""`alma-checkout sandbox`: the customer's and the provider's part, played at the provider only."""

import click

from entrypoints.cli import provoking
from entrypoints.cli.answer import Answer
from entrypoints.cli.at_the_provider import payment_of, what_follows
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container

DECISIONS = {
    "approve": "Approve the plan, so that the payment succeeds.",
    "refuse": "Be refused by Alma.",
    "expire": "Let the hour on Alma's page run out.",
}


@click.group("sandbox")
def sandbox() -> None:
    """Act as the customer on the page that stands in for Alma's, or as the provider.

    Only the provider learns of it, as in earnest: settle the checkout to see it here.
    """


def _deciding(decision: str, text: str) -> click.Command:
    @checkout_id
    async def decide(container: Container, *, checkout_id: str) -> Answer:
        payment_id = await payment_of(container, checkout_id)
        await container.alma_page().decide(payment_id, decision)
        return what_follows(checkout_id, payment=payment_id, decision=decision)

    decide.__doc__ = text
    return command(decision, example=f"alma-checkout sandbox {decision} co_0a1b2c3d")(decide)


for _decision, _text in DECISIONS.items():
    sandbox.add_command(_deciding(_decision, _text))
for _provoked in (provoking.dispute, provoking.close_dispute, provoking.fail_refund, provoking.alter):
    sandbox.add_command(_provoked)
