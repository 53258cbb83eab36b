"""`alma-checkout due`."""

from collections.abc import Iterator

import click

from domain.money import decimal_text
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.cli.table import hanging
from entrypoints.cli.words import minute
from entrypoints.container import Container
from entrypoints.task_view import tasks_view
from entrypoints.view import View

SOMETHING = 1
"""The exit code where something needs a person, so that the command can be an alarm."""


@command("due", example="alma-checkout due --overdue")
@click.option("--overdue", is_flag=True, help="Only what has got worse already.")
async def due(container: Container, *, overdue: bool) -> Answer:
    """List what needs a person, by when it gets worse; exit code 1 where anything does."""
    at = container.clock().now()
    tasks = [task for task in await container.list_tasks()() if task.overdue(at) or not overdue]
    view = tasks_view(tasks, at)
    text = "\n\n".join(_task(item) for item in view["items"])
    return Answer(view, text or "Nothing needs a person.", code=SOMETHING if tasks else 0)


def _task(item: View) -> str:
    when = f"{minute(item['worse_at'])} UTC"
    begin = f"OVERDUE since {when}" if item["overdue"] else f"by {when}"
    return "\n".join([hanging("", f"{begin}: {item['message']}"), *(f"  {line}" for line in _commands(item))])


def _commands(item: View) -> Iterator[str]:
    """Give the very commands to type; an id is never broken."""
    for verb in item["operator_can"]:
        match verb:
            case "done":
                yield f"alma-checkout done {item['task']}"
            case "refund":
                amount = decimal_text(item["amount"], item["currency"])
                yield f"alma-checkout refund {item['subject']} --amount {amount}"
            case "dispute":
                yield f"alma-checkout dispute {item['subject']} --evidence FILE"
            case "orphan":
                yield f"alma-checkout orphan {item['subject']} --refund"
            case "open":
                yield f"alma-checkout explain {item['subject']}"
            case "resend":
                yield f"alma-checkout events resend {item['subject']}"
            case _:
                yield f"alma-checkout {verb} {item['subject']}"
