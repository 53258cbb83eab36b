"""`alma-checkout worker`."""

import asyncio
import signal

import click

from entrypoints.cli.command import shown
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from entrypoints.worker import sweep_until


@click.command("worker", epilog=shown("alma-checkout worker"))
@click.option("--json", "as_json", is_flag=True, help="Tell what goes wrong as one JSON document.")
@click.pass_obj
def worker(shell: Shell, *, as_json: bool) -> None:  # noqa: ARG001 -- read where errors are told
    """Sweep until it is told to stop, as many processes as you like.

    Whatever is due is looked after: asked at the provider, finished, expired, lapsed. The server sweeps by itself.
    """
    shell.run(_sweep, may_create=False)


async def _sweep(container: Container) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await sweep_until(stop, container)
