"""A server of its own process, talkative to the utmost, with Stripe's emulator behind it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.clock import SystemClock
from tests.support.free_port import free_port
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.server import serve

API_KEY = "velvet-key-of-the-shop"
WEBHOOK_SECRET = "whsec_velvet"

TALKATIVE = """
import logging, sys
from entrypoints import logs
from entrypoints.cli.main import main
for line in sys.argv[2:]: exec(line)
main(["serve", "--port", sys.argv[1]])
"""


@dataclass
class Talk:
    """All that was said to anybody but the customer."""

    client: httpx.Client
    environment: dict[str, str]
    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)

    def call(self, method: str, path: str, **asked: Any) -> httpx.Response:
        """Call the API, and write down what it answers."""
        answer = self.client.request(method, path, **asked)
        self.said.append(f"{answer.headers} {answer.text}")
        return answer

    def command(self, *words: str) -> str:
        """Type a command, and write down what it prints."""
        ran = subprocess.run(
            [sys.executable, "-c", "from entrypoints.cli.main import main; main()", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        self.said.append(ran.stdout + ran.stderr)
        return ran.stdout


@pytest.fixture
def emulator() -> Emulator:
    return Emulator(SystemClock())


@pytest.fixture
def talk(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path) -> Iterator[Talk]:
    """Start the server with everything at its debug level; what it logs goes to a file.

    A test may have lines of Python run first, to take a guard away.
    """
    port = free_port()
    with serve(emulator) as stripe, (tmp_path / "log").open("w") as log:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "STRIPE_LOG": "debug",
            "PYTHONASYNCIODEBUG": "1",
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": "pk_test_velvet",
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "STRIPE_API_BASE": stripe,
            "ALMA_CHECKOUT_GATEWAY": "stripe",
            "ALMA_CHECKOUT_API_KEYS": f"shop:{API_KEY}",
            "ALMA_CHECKOUT_OPERATOR": "ada",
            "ALMA_CHECKOUT_LOG_LEVEL": "debug",
            "ALMA_CHECKOUT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{tmp_path}/shop.db",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", TALKATIVE, str(port), *getattr(request, "param", ())],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout
        ready = process.stdout.readline()
        assert re.match("Serving on", ready), (tmp_path / "log").read_text()
        headers = {"Authorization": f"Bearer {API_KEY}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as client:
            yield Talk(client, environment, process, [ready])
        process.terminate()
        process.wait(20)
        process.stdout.close()
