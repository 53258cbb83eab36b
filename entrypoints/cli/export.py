"""`alma-checkout export`."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import click

from domain.errors import InvalidRequest
from entrypoints.cli.answer import Answer, tell
from entrypoints.cli.command import shown, with_json
from entrypoints.cli.filtering import filters, narrowed
from entrypoints.cli.output import written
from entrypoints.cli.shell import Shell
from entrypoints.cli.words import counted
from entrypoints.container import Container
from entrypoints.exports import EXPORTS

_STANDARD_OUTPUT = Path("-")


@click.command("export", epilog=shown("alma-checkout export --status paid --output paid.csv"))
@click.option("--format", "form", type=click.Choice([*EXPORTS]), default="csv", show_default=True)
@filters
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, instead of standard output.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@with_json
@click.pass_obj
def export(shell: Shell, /, *, form: str, output: Path | None, as_json: bool, **asked: Any) -> None:
    """Write all checkouts that are asked for, newest first.

    A file takes its name only when it is whole. CSV has a row for each checkout, amounts in minor units and as decimal
    text; what a spreadsheet would take for a formula has an apostrophe in front. JSON Lines have what `show` shows.
    """
    output = None if output == _STANDARD_OUTPUT else output
    if as_json and output is None:
        raise InvalidRequest("json", "needs --output, since the checkouts themselves go to standard output.")
    number = shell.run(partial(_export, form=form, output=output, **asked), may_create=False)
    if output is not None:
        view = {"output": str(output), "format": form, "checkouts": number}
        tell(Answer(view, f"{counted(number, 'checkout')} in {output}."), as_json=as_json)


async def _export(container: Container, *, form: str, output: Path | None, overwrite: bool, **wanted: Any) -> int:
    """Write page by page, and give how many checkouts there were."""
    export, view, number = EXPORTS[form], container.view(), 0
    search = narrowed(container.clock(), **wanted)
    with written(output, overwrite=overwrite) as file, _progress(output) as went_on:
        file.write(export.head)
        async for page in container.export_checkouts()(search):
            file.write(export.page(view, page))
            went_on(len(page))
            number += len(page)
            await asyncio.sleep(0)  # an interruption is heard also where no page has to be waited for
    return number


@contextmanager
def _progress(output: Path | None) -> Iterator[Callable[[int], None]]:
    """Show how many there were so far, on a terminal that does not show the checkouts themselves."""
    seen = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())
    with click.progressbar(count(), label="Exporting", show_pos=True, file=sys.stderr, hidden=not seen) as bar:
        yield bar.update
