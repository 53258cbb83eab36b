"""`alma-checkout reconcile`."""

from collections.abc import Iterator

import click

from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.cli.words import counted
from entrypoints.container import Container
from entrypoints.since import since as moment_of
from entrypoints.task_view import reconciled_view
from entrypoints.view import View

SOME_FAILED = 3
"""The exit code where the provider gave no good answer about some checkouts."""


@command("reconcile", example="alma-checkout reconcile --since 7d", acts=True)
@click.option("--since", default="7d", show_default=True, help="How far back to look at the provider: 12h, 7d.")
async def reconcile(container: Container, *, by: str, since: str) -> Answer:
    """Look for what was missed, here and at the provider, and take it in; a second run changes nothing."""
    then = moment_of(since, now=container.clock().now())
    view = reconciled_view(await container.reconcile()(since=then, by=by))
    return Answer(view, "\n".join(_lines(view)), code=SOME_FAILED if view["failed"] else 0)


def _lines(view: View) -> Iterator[str]:
    yield f"{counted(view['checked'], 'checkout')} checked, {len(view['changed'])} changed."
    yield from (f"  {checkout_id}" for checkout_id in view["changed"])
    if view["failed"]:
        yield "No good answer from the provider about:"
        yield from (f"  {checkout_id}" for checkout_id in view["failed"])
    if count := len(view["orphans"]):
        yield f"{counted(count, 'payment')} without a checkout; `alma-checkout due` says what to do:"
        yield from (f"  {payment_id}" for payment_id in view["orphans"])
    if view["others"]:
        yield f"{counted(view['others'], 'payment')} of other installations."
