"""The program: its help, its version, its start, its completion."""

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from dependency_injector import providers

from entrypoints.cli.main import COMMANDS, main
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.cli.conftest import ORDER_1001, Desk
from tests.support.command_line import ALMA_CHECKOUT, invoke, started

HEAVY = (
    "litestar",
    "uvicorn",
    "stripe",
    "structlog",
    "aiohttp",
    "dependency_injector",
    "babel",
    "asyncio",
    "wcwidth",
    "entrypoints.container",
)


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Name each command that does something, those of groups too."""
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", below) for inner, below in command.commands.items())
        else:
            yield name, command


ALL = dict(every_command())


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["eligibility", "149.90", "EUR", "--country", "FR"], ["eligibility", "--help"]],
)
def test_what_needs_nothing_imports_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    """Neither the server, nor Stripe, nor the container is there before somebody needs it."""
    program = (
        "import sys\nfrom entrypoints.cli.main import main\n"
        f"try:\n    main({words!r})\nfinally:\n    print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = started(tmp_path, sys.executable, "-c", program)

    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_verdict_as_json_needs_no_container(tmp_path: Path) -> None:
    """Its sentences are all that is brought in."""
    program = (
        "import sys\nfrom entrypoints.cli.main import main\n"
        "try:\n    main(['eligibility', '49.99', 'EUR', '--country', 'FR', '--json'])\n"
        f"finally:\n    print([name for name in {HEAVY!r} if name in sys.modules and name != 'babel'])"
    )
    result = started(tmp_path, sys.executable, "-c", program)

    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command_without_importing_it(tmp_path: Path) -> None:
    """One line each, on standard output."""
    program = (
        "import sys\nfrom entrypoints.cli.main import main\n"
        "try:\n    main(['--help'])\nfinally:\n    print(sorted(name for name in sys.modules if '.cli.' in name))"
    )
    result = started(tmp_path, sys.executable, "-c", program)

    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)
    assert result.stdout.splitlines()[-1] == "['entrypoints.cli.lazy', 'entrypoints.cli.main']"


def test_commands_may_share_a_container_over_a_database(tmp_path: Path) -> None:
    """Each closes it when it is done, and it opens again at the next."""
    settings = Settings({"ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{tmp_path}/shop.db"})
    container = Container(settings=settings, may_create=providers.Object(True))
    invoke("open", *ORDER_1001, container=container)
    invoke("open", *ORDER_1001, container=container)

    assert len(json.loads(invoke("list", "--json", container=container).stdout)["items"]) == 2


def test_the_version_is_told(desk: Desk) -> None:
    """On standard output, exit code 0."""
    result = desk.type("--version")

    assert result.exit_code == 0
    assert result.stdout == "alma-checkout, version 0.1.0\n"


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_with_an_example_that_can_be_typed(name: str, desk: Desk) -> None:
    """The example is held against the very parser."""
    shown = desk.type(*name.split(), "--help").stdout
    example = shown.partition("Example:\n")[2].strip()
    words = shlex.split(example.removeprefix('eval "$(').removesuffix(')"'))
    context = ALL[name].make_context(name, words[1 + len(name.split()) :])

    assert max(map(len, shown.splitlines())) <= 80
    assert words[: 1 + len(name.split())] == ["alma-checkout", *name.split()]
    assert context.params


@pytest.mark.parametrize("name", ALL)
def test_every_command_takes_json(name: str) -> None:
    """The option is the same everywhere."""
    assert "--json" in [option for parameter in ALL[name].params for option in parameter.opts]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("alma-checkout sh", ["show"]),
        ("alma-checkout se", ["serve", "settle"]),
        ("alma-checkout sandbox c", ["close-dispute"]),
        ("alma-checkout list --status pa", ["paid"]),
        ("alma-checkout show --j", ["--json"]),
    ],
)
def test_the_shell_completes_commands_options_and_values(typed: str, completed: list[str], tmp_path: Path) -> None:
    """As bash asks for it."""
    words = shlex.split(typed) if not typed.endswith(" ") else [*shlex.split(typed), ""]
    result = started(
        tmp_path,
        ALMA_CHECKOUT,
        _ALMA_CHECKOUT_COMPLETE="bash_complete",
        COMP_WORDS=typed,
        COMP_CWORD=str(len(words) - 1),
    )

    assert [line.rpartition(",")[2] for line in result.stdout.splitlines()] == completed


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o nosort"), ("zsh", "#compdef"), ("fish", "complete --no-files")]
)
def test_the_completion_script_of_each_shell_names_the_program(desk: Desk, shell: str, mark: str) -> None:
    """It is click's own."""
    script = desk.type("completion", shell).stdout

    assert mark in script
    assert "_ALMA_CHECKOUT_COMPLETE" in script
    assert desk.read("completion", shell)["script"].strip() == script.strip()


def test_the_script_for_bash_is_bash(desk: Desk) -> None:
    """Bash reads it without a complaint."""
    script = desk.type("completion", "bash").stdout
    read = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)

    assert (read.returncode, read.stderr) == (0, "")
