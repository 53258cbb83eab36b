"""`alma-checkout done`."""

import click

from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.cli.table import hanging
from entrypoints.cli.words import time
from entrypoints.container import Container
from entrypoints.task_view import done_view


@command("done", example="alma-checkout done co_0a1b2c3d.refund_failed.1 --note 'paid in cash'", acts=True)
@click.argument("task", metavar="TASK")
@click.option("--note", help="What was done about it; kept with who and when.")
async def done(container: Container, *, by: str, task: str, note: str | None) -> Answer:
    """Say that a task of `due` is done; a capture and a review end by being done."""
    said = await container.finish_task()(task, by=by, note=note)
    view = done_view(task, said)
    noted = f": {said.note}" if said.note else ""
    return Answer(view, hanging("", f"{task} is done, by {said.by} at {time(view['at'])}{noted}."))
