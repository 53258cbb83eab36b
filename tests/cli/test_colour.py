"""Colour is for people at a terminal, and for nobody who does not want it."""

import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from entrypoints.cli.main import Program, main
from entrypoints.cli.shell import Shell
from tests.cli.conftest import Desk
from tests.support.command_line import ALMA_CHECKOUT

WRONG = (ALMA_CHECKOUT, "cancel", "co_unknown")
"""What is refused, with its code in red."""


def at_a_terminal(folder: Path, environment: dict[str, str] | None = None, *, stderr: bool = True) -> str:
    """Run the refused command on a terminal, with its errors or without; give what the terminal shows."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALMA_CHECKOUT_")}
    kept.pop("NO_COLOR", None)
    running = subprocess.Popen(
        WRONG,
        cwd=folder,
        env=kept | {"TERM": "xterm-256color"} | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if stderr else subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = _all_of(lambda: os.read(ours, 4_096))
    os.close(ours)
    assert running.wait(60) == 1
    return shown


def _all_of(read: Callable[[], bytes]) -> str:
    """Read until the other side is closed, which a terminal tells as an error."""
    parts = []
    try:
        while part := read():
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts).decode()


def test_a_refusal_is_coloured_on_a_terminal(tmp_path: Path) -> None:
    """Its code is red."""
    shown = at_a_terminal(tmp_path)

    assert "\x1b[31mcheckout_not_found\x1b[0m: There is no checkout co_unknown." in shown


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "false"}, {"TERM": "dumb"}])
def test_nothing_is_coloured_for_whoever_does_not_want_it(tmp_path: Path, environment: dict[str, str]) -> None:
    """NO_COLOR, whatever it says, and a terminal that has no colours."""
    shown = at_a_terminal(tmp_path, environment)

    assert "checkout_not_found: There is no checkout co_unknown." in shown
    assert "\x1b" not in shown


@click.command
def paint() -> None:
    """Print in colour, as any command may."""
    click.echo(click.style("ok", fg="green"))


@pytest.mark.parametrize(("environment", "printed"), [({}, "\x1b[32mok\x1b[0m\n"), ({"NO_COLOR": "1"}, "ok\n")])
def test_what_any_command_colours_is_plain_for_whoever_does_not_want_it(
    desk: Desk, environment: dict[str, str], printed: str
) -> None:
    """No command has to think of it."""
    program = Program("alma-checkout", callback=main.callback, commands_by_name={"paint": (f"{__name__}:paint", "")})
    shell = Shell.around(desk.container)
    kept = {"NO_COLOR": None, "TERM": "xterm", **environment}
    result = CliRunner().invoke(program, ["paint"], obj=shell, color=True, env=kept)

    assert result.stdout == printed


def test_an_empty_no_color_says_nothing(tmp_path: Path) -> None:
    """As its convention has it."""
    assert "\x1b[31m" in at_a_terminal(tmp_path, {"NO_COLOR": ""})


def test_nothing_is_coloured_that_goes_elsewhere(tmp_path: Path) -> None:
    """Into a file, or another program, even where the other stream is a terminal."""
    piped = subprocess.run(WRONG, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "\x1b" not in piped.stdout + piped.stderr
    assert at_a_terminal(tmp_path, stderr=False) == ""
