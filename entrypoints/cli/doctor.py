"""`alma-checkout doctor`."""

import os
from pathlib import Path
from typing import Any

import click

from domain.errors import InvalidRequest
from entrypoints.cli.answer import as_text
from entrypoints.cli.check_text import in_lines, line_of
from entrypoints.cli.command import shown, with_json
from entrypoints.cli.fixing_webhook import fixed, in_words, members
from entrypoints.cli.secret_file import FIELD
from entrypoints.cli.shell import Shell
from entrypoints.doctor.check import document, is_healthy


@click.command("doctor", epilog=shown("alma-checkout doctor"))
@click.option("--fix-webhook", is_flag=True, help="Make or correct the endpoint at Stripe that sends us events.")
@click.option(
    "--secret-file", metavar="PATH", type=click.Path(path_type=Path), help="Where the secret of a new endpoint goes."
)
@with_json
@click.pass_context
def doctor(context: click.Context, *, fix_webhook: bool, secret_file: Path | None, as_json: bool) -> None:
    """Check that everything is right for payments to arrive, and name the cures.

    That is: settings, keys, the account at Stripe and its webhook endpoint, our own server at its public address, the
    database, and the clock. A problem makes the exit code 1. Nothing is changed without --fix-webhook.

    The secret of a new endpoint is shown once, on a terminal, or goes into a new file that only you can read.
    """
    shell: Shell = context.obj
    if fix_webhook:
        done = fixed(shell, secret_file, as_json=as_json)
        told = in_words(done)
        _tell(document([told]) | members(done, secret_file), line_of(told), as_json=as_json)
        return
    if secret_file:
        raise InvalidRequest(FIELD, "goes with --fix-webhook only.")
    checks = shell.run_as_it_is(lambda container: container.doctor()())
    _tell(document(checks), in_lines(checks), as_json=as_json)
    if not is_healthy(checks):
        context.exit(1)


def _tell(view: dict[str, Any], text: str, *, as_json: bool) -> None:
    click.echo(as_text(view) if as_json else text, color=False if os.environ.get("NO_COLOR") else None)
