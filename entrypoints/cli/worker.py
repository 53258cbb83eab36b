"""`alma-checkout worker`."""

import asyncio
import signal
from functools import partial

import click

from entrypoints.cli.answer import as_text
from entrypoints.cli.command import shown
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from entrypoints.guards import check_receiver
from entrypoints.logs import set_up
from entrypoints.worker import work_until


@click.command("worker", epilog=shown("alma-checkout worker"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def worker(shell: Shell, *, as_json: bool) -> None:
    """Sweep, and deliver events, until it is told to stop, as many processes as you like.

    Whatever is due is looked after: asked at the provider, finished, expired, lapsed; and the shop's own systems are
    told what happened. The server does both by itself.
    """
    check_receiver(shell.settings)
    line = as_text({"status": "sweeping"}) if as_json else "Sweeping. Stop with Ctrl+C."
    set_up(shell.settings)
    shell.run(partial(_sweep, line=line), may_create=False)


async def _sweep(container: Container, *, line: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    click.echo(line)
    await work_until(stop, container, asyncio.Event())
