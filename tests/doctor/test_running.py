"""The doctor as people have it: a program on a terminal, and an address of a server that is its own patient."""

import json
import os
import pty
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adapters.clock import SystemClock
from tests.http.test_serve import asked, first_line, running
from tests.support.command_line import ALMA_CHECKOUT, started
from tests.support.free_port import free_port
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.objects import WebhookEndpoint
from tests.support.stripe_emulator.server import serve

KEY = "velvet-key"


@dataclass(frozen=True)
class Place:
    """A machine with settings, where a shop is to run, and Stripe somewhere else."""

    folder: Path
    settings: dict[str, str]
    emulator: Emulator
    port: int

    def typed(self, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return started(self.folder, ALMA_CHECKOUT, "doctor", *words, **self.settings | settings)

    def on_a_terminal(self, *words: str, **settings: str) -> tuple[int, str]:
        """Run the doctor as somebody sees it; give its exit code, and what the terminal got."""
        ours, theirs = pty.openpty()
        environment = {"PATH": os.environ["PATH"]} | self.settings | settings
        command = [ALMA_CHECKOUT, "doctor", *words]
        with subprocess.Popen(command, cwd=self.folder, env=environment, stdout=theirs, stderr=theirs) as program:
            os.close(theirs)
            code = program.wait(timeout=60)
        seen = os.read(ours, 65_536).decode().replace("\r\n", "\n")
        os.close(ours)
        return code, seen


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    emulator, port = Emulator(SystemClock()), free_port()
    with serve(emulator) as stripe:
        settings = {
            "ALMA_CHECKOUT_GATEWAY": "stripe",
            "ALMA_CHECKOUT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "ALMA_CHECKOUT_API_KEYS": f"shop:{KEY}",
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": "pk_test_velvet",
            "STRIPE_WEBHOOK_SECRET": "whsec_old",
            "STRIPE_API_BASE": stripe,
        }
        yield Place(tmp_path, settings, emulator, port)


def examined(address: str, key: str = KEY, path: str = "/doctor") -> tuple[int, dict[str, Any]]:
    """Ask a server how it is."""
    status, body = asked(address, "GET", path, None, ("Authorization", f"Bearer {key}"))
    return status, json.loads(body)


def test_a_shop_goes_live(place: Place) -> None:
    """The endpoint is made, the server started with its secret, and then both ways in find everything right.

    The server answers the probe of its own endpoint while it examines itself, in one process.
    """
    before = place.typed()
    made = place.typed("--fix-webhook", "--secret-file", "secret")
    secret = (place.folder / "secret").read_text().strip()
    settings = place.settings | {"STRIPE_WEBHOOK_SECRET": secret}
    with running(place.folder, "serve", "--port", str(place.port), **settings) as server:
        address = first_line(server).split()[2]
        status, document = examined(address)
        unknown = examined(address, "plush-key")
        strange = examined(address, path="/doctor?fix=yes")
        after = place.typed("--json", STRIPE_WEBHOOK_SECRET=secret)
        differs = place.typed()

    assert (before.returncode, made.returncode, made.stderr) == (1, 0, "")
    assert f"No endpoint at Stripe sends events to http://127.0.0.1:{place.port}/webhooks/stripe" in " ".join(
        before.stdout.split()
    )
    assert (status, document["healthy"], {check["result"] for check in document["checks"]}) == (200, True, {"ok"})
    assert (after.returncode, json.loads(after.stdout)) == (0, document)
    assert (unknown[0], strange[0]) == (401, 400)
    assert differs.returncode == 1
    assert "refuses what is signed with secret 1" in " ".join(differs.stdout.split())
    assert secret not in json.dumps(document) + after.stdout + differs.stdout + made.stdout


def test_a_terminal_shows_a_new_secret_once(place: Place) -> None:
    """As a line of settings; with `--json` a file is needed even there."""
    document = place.on_a_terminal("--fix-webhook", "--json")
    nothing_yet = place.emulator.account.all(WebhookEndpoint)
    code, seen = place.on_a_terminal("--fix-webhook")
    again = place.on_a_terminal("--fix-webhook")
    (endpoint,) = place.emulator.account.all(WebhookEndpoint)

    assert (document[0], nothing_yet) == (2, [])
    assert (code, again[0]) == (0, 0)
    assert re.findall(r"^ +STRIPE_WEBHOOK_SECRET=(\S+)$", seen, re.MULTILINE) == [endpoint.secret]
    assert "is right as it is. Its secret is the one it had, which" in " ".join(again[1].split())
    assert endpoint.secret not in again[1]


def test_colour_is_for_terminals_that_want_it(place: Place) -> None:
    """Red for a problem, yellow for a warning, green for what is right."""
    _, seen = place.on_a_terminal()
    _, plain = place.on_a_terminal(NO_COLOR="1")

    assert "\x1b[32mok\x1b[0m       The settings can be read." in seen
    assert "\x1b[31mproblem\x1b[0m  No endpoint at Stripe" in seen
    assert "\x1b[33mwarning\x1b[0m  Nobody listens at" in seen
    assert "\x1b" not in plain + place.typed().stdout


def test_a_file_of_settings_that_is_no_text_is_a_problem_like_others(tmp_path: Path) -> None:
    """It starts with whatever it finds, and says what it could not look at."""
    (tmp_path / ".env").write_bytes(b"\xff\xfeA")
    typed = started(tmp_path, ALMA_CHECKOUT, "doctor")

    assert (typed.returncode, typed.stderr) == (1, "")
    assert typed.stdout.startswith("problem  The file .env cannot be read as UTF-8 text.\n         Cure: Write it anew")
    assert typed.stdout.endswith("\n\n1 problem, 3 warnings.\n")
