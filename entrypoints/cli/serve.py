"""`alma-checkout serve`."""

import logging
import os
import signal
import socket
from tempfile import TemporaryDirectory

import click
import uvicorn
from uvicorn.supervisors import Multiprocess

from domain.return_url import is_loopback
from entrypoints.bad_settings import BadSettings
from entrypoints.cli.answer import as_text
from entrypoints.cli.command import shown
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from entrypoints.guards import check
from entrypoints.logs import logging_config, set_up
from entrypoints.misspelled import misspelled
from entrypoints.settings import PREFIX, Settings
from entrypoints.surroundings import SHARED, check_surroundings

_PATIENCE_SECONDS = 30
_log = logging.getLogger(__name__)


@click.command("serve", epilog=shown("alma-checkout serve --port 8000"))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def serve(shell: Shell, *, host: str, port: int, workers: int, as_json: bool) -> None:
    """Start the API, the customer's pages and the sweep."""
    settings = shell.settings
    check(settings, host=host)
    check_surroundings()
    set_up(settings)
    for one in misspelled(settings.environment):
        _log.warning("%s %s", one, one.cure)
    if workers > 1 and settings.database_url == "memory://":
        raise BadSettings("ALMA_CHECKOUT_DATABASE_URL may be memory:// with one worker only.")
    shell.run(_prepared, may_create=True)
    listening = _listening(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    public = _public(settings, host, address)
    sample = settings.gateway == "sandbox" and settings.public_is_loopback
    there = f"open {public}/ for a sample checkout" if sample else f"customers come to {public}"
    sentence = f"Serving on {address} ({settings.mode}); {there}. Stop with Ctrl+C."
    line = as_text({"address": address, "public_url": public, "mode": settings.mode}) if as_json else sentence
    _serve(listening, line, workers, settings)


def _public(settings: Settings, host: str, address: str) -> str:
    """Give the address that customers reach; where none is set on a loopback address, the one that is listened at."""
    if not settings.public_url_is_said and is_loopback(host):
        os.environ[f"{PREFIX}PUBLIC_URL"] = address
        return address
    return settings.public_url


async def _prepared(_: Container) -> None:
    """There is nothing more to do: the database is made and known to be ours."""


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, UnicodeError) as error:
        listening.close()
        raise click.ClickException(
            f"{host} port {port} cannot be listened at: {error}. Another port is named by --port."
        ) from None
    listening.set_inheritable(True)
    return listening


def _serve(listening: socket.socket, line: str, workers: int, settings: Settings) -> None:
    config = uvicorn.Config(
        "entrypoints.http.app:from_environment",
        factory=True,
        loop="uvloop",
        http="entrypoints.http.patience:HurriedProtocol",
        ws="none",
        lifespan="on",
        workers=workers,
        access_log=False,  # the application has a line of its own, without query
        log_config=logging_config(settings),
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE_SECONDS,
    )
    if workers > 1:
        with TemporaryDirectory(prefix="alma-checkout-") as shared:
            os.environ.setdefault(SHARED, shared)  # where they count together
            _Servers(config, line, listening).run()
        return
    for number in (signal.SIGTERM, signal.SIGINT):  # which the server raises once more when it is done
        signal.signal(number, lambda *_: None)
    _Server(config, line).run([listening])


class _Server(uvicorn.Server):
    """The server, which says so once it answers."""

    def __init__(self, config: uvicorn.Config, line: str) -> None:
        super().__init__(config)
        self.line = line

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        click.echo(self.line)


class _Servers(Multiprocess):
    """Several servers at one address, who say so once each of them answers."""

    def __init__(self, config: uvicorn.Config, line: str, listening: socket.socket) -> None:
        super().__init__(config, [listening])
        self.line = line

    def init_processes(self) -> None:
        super().init_processes()
        if all(process.wait_until_ready(_PATIENCE_SECONDS) for process in self.processes):
            click.echo(self.line)

    def terminate_all(self) -> None:
        """Close our own hold on the address first: as long as it is there, whoever comes is kept waiting for nobody."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()
