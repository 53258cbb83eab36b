"""What `deploy/` and `docs/deployment.md` run is what the program understands."""

import re
import shlex
from collections.abc import Iterator
from configparser import RawConfigParser
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click
import pytest
from stripe import api_version

from adapters.stripe.webhooks import RELEVANT
from entrypoints.cli.main import main
from entrypoints.settings import PREFIX, Settings
from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
TOLD = (ROOT / "docs" / "deployment.md").read_text()


def typed() -> Iterator[str]:
    """Give every command line of ours that is written down."""
    for unit in DEPLOY.glob("*.service"):
        for line in unit.read_text().splitlines():
            if line.startswith("ExecStart="):
                yield line.partition("/bin/")[2].replace("%i", "8001")
    container = (DEPLOY / "Containerfile").read_text()
    started = " ".join(re.findall(r"^(?:ENTRYPOINT|CMD) .*$", container, re.MULTILINE))
    yield shlex.join(re.findall(r'"([^"]+)"', started))
    yield from re.findall(r"`(alma-checkout [^`]+)`", TOLD)


@pytest.mark.parametrize("line", sorted(set(typed())))
def test_every_command_line_is_understood(line: str, desk: Desk) -> None:
    """By the very parser, options and all."""
    program, *words = shlex.split(line)
    command: Any = main.get_command(click.Context(main), words.pop(0))
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]

    assert program == "alma-checkout"
    assert command.make_context(program, words, obj=desk)


def test_every_setting_of_the_example_is_one() -> None:
    """And the example is complete enough that only keys are missing."""
    lines = [line.partition("=") for line in (DEPLOY / "alma-checkout.env.example").read_text().splitlines()]
    named = {name: value for name, _, value in lines if name and not name.startswith("#")}
    settings = Settings(named)
    documented = re.findall(rf"{PREFIX}[A-Z_]+", (ROOT / "README.md").read_text())

    assert {name for name in named if name.startswith(PREFIX)} <= set(documented)
    assert [name for name, value in named.items() if not value] == [
        "ALMA_CHECKOUT_EVENTS_URL",
        "ALMA_CHECKOUT_EVENTS_SECRET",
        "STRIPE_SECRET_KEY",
        "STRIPE_PUBLISHABLE_KEY",
        "STRIPE_WEBHOOK_SECRET",
    ]
    assert (settings.gateway, settings.database_url[:13]) == ("stripe", "postgresql://")
    assert [key.name for key in settings.api_keys] == ["shop"]


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/health/ready", "/health/ready/", "/schema", "/schema/"])
def test_what_is_for_operators_stays_inside(path: str) -> None:
    """The proxy knows every form of an address that the server knows: also with a slash at its end."""
    patterns = re.findall(r"^\s*@inner path (.+)$", (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)[0].split()

    assert any(fnmatchcase(path, pattern) for pattern in patterns)


@pytest.mark.parametrize("unit", sorted(path.name for path in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]))
def test_every_unit_is_whole(unit: str) -> None:
    """Each is read as systemd reads it, and a service runs as nobody else."""
    read = RawConfigParser(strict=False)
    read.read(DEPLOY / unit)

    assert read.get("Unit", "Description")
    if unit.endswith(".service"):
        assert read.get("Service", "User") == "alma-checkout"
        assert read.get("Service", "NoNewPrivileges") == "yes"


def test_every_file_that_the_page_names_is_there() -> None:
    """No link leads nowhere."""
    for path in re.findall(r"\]\((\.\./)?([A-Za-z/.]+)\)", TOLD):
        folder = ROOT if path[0] else ROOT / "docs"

        assert (folder / path[1]).exists()
    for name in re.findall(r"`(tests/[a-z_/.]+)`", TOLD):
        assert (ROOT / name).exists()


def test_the_endpoint_that_is_made_by_hand_is_the_one_that_the_doctor_makes() -> None:
    """The same events, in the version of the SDK that reads them; `.succeeded` is one more of the kind before it."""
    ((version, words),) = re.findall(r"API version `([^`]+)` \([^)]+\) for\n(.*?)\.\n", TOLD, re.DOTALL)
    events: list[str] = []
    for word in re.findall(r"`([^`]+)`", words):
        events.append(events[-1].rpartition(".")[0] + word if word.startswith(".") else word)

    assert version == api_version
    assert sorted(events) == sorted(RELEVANT)
