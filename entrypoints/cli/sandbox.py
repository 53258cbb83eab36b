"""`alma-checkout sandbox`: the customer's part, played at the provider only."""

import click

from domain.errors import NotFound
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, command
from entrypoints.container import Container

DECISIONS = {
    "approve": "Approve the plan, so that the payment succeeds.",
    "refuse": "Be refused by Alma.",
    "expire": "Let the hour on Alma's page run out.",
}


@click.group("sandbox")
def sandbox() -> None:
    """Act as the customer on the page that stands in for Alma's.

    Only the provider learns of it, as with a real customer: settle the checkout to see it here.
    """


def _deciding(decision: str, text: str) -> click.Command:
    @checkout_id
    async def decide(container: Container, *, checkout_id: str) -> Answer:
        payment = (await container.checkouts().get(checkout_id)).payment
        if container.settings().gateway != "sandbox" or payment is None:
            raise NotFound("There is no payment of this checkout on the sandbox.")
        await container.alma_page().decide(payment.id, decision)
        following = f"alma-checkout settle {checkout_id}"
        view = {"id": checkout_id, "payment": payment.id, "decision": decision, "next": following}
        return Answer(view, f"The provider knows. Next, so that we know:\n  {following}")

    decide.__doc__ = text
    return command(decision, example=f"alma-checkout sandbox {decision} co_0a1b2c3d")(decide)


for _decision, _text in DECISIONS.items():
    sandbox.add_command(_deciding(_decision, _text))
