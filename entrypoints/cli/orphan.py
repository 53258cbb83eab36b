"""`alma-checkout orphan`."""

import click

from domain.errors import NotFound
from domain.money import money_text
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.cli.table import fields
from entrypoints.cli.words import time
from entrypoints.container import Container
from entrypoints.task_view import orphan_view
from entrypoints.view import View


@command("orphan", example="alma-checkout orphan pi_0a1b2c3d --refund", acts=True)
@click.argument("payment", metavar="PAYMENT")
@click.option("--refund", is_flag=True, help="Give back what the provider holds of it.")
async def orphan(container: Container, *, by: str, payment: str, refund: bool) -> Answer:
    """Show a payment that no checkout here owns, or give its money back; `reconcile` finds them."""
    if refund:
        found = await container.return_orphan()(payment, by=by)
    elif not (known := await container.orphans().get(payment)):
        raise NotFound(f"There is no orphan payment {ascii(payment)[1:-1]}.")
    else:
        found = known
    view = orphan_view(found)
    return Answer(view, _text(view))


def _text(view: View) -> str:
    done = view["done"]
    said = f"by {done['by']} at {time(done['at'])}{': ' + done['note'] if done['note'] else ''}" if done else None
    rows = [
        ("payment", view["payment"]),
        ("made for", view["checkout"] or "no checkout that it names"),
        ("provider holds", f"{money_text(view['amount'], view['currency'])} ({view['holds']})"),
        ("found", time(view["found_at"])),
        ("done", said),
    ]
    return fields(rows)
