"""Schemathesis against a server of its own: whatever its schema allows or forbids is sent, along with real ids."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.support.command_line import ALMA_CHECKOUT

KEY = "fuzz-at-the-harbour"
_SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))
_ARMCHAIR = {"order": "VELVET-ARMCHAIR", "amount": 14_990, "currency": "EUR", "country": "FR"}

# Rules that a schema cannot say refuse much of what it allows, so that this is no fault: a currency, a sum of lines.
_NOT_CHECKED = "positive_data_acceptance"

_WORDS: dict[str, list[Any]] = {
    "body.currency": ["EUR", "eur", "USD", "JPY", "XXX"],
    "body.country": ["FR", "it", "DE", "RE"],
    "body.amount": [1, 4_999, 5_000, 14_990, 500_000, 99_999_999, 100_000_000],
    "body.return_url": ["https://shop.example/thanks", "http://shop.example", "https://a@b.example?status=1#x"],
    "body.reason": ["requested_by_customer", "duplicate", "abandoned", "bored"],
    "body.decision": ["accept", "refund", "wait"],
    "query.status": ["open", "paid", "expired"],
    "query.overdue": ["true", "false"],
    "query.limit": ["1", "100", "101"],
    "query.amount": ["14990", "1", "0"],
    "query.currency": ["EUR", "USD"],
    "query.country": ["FR", "DE"],
}


@dataclass(frozen=True)
class Server:
    """A server on the sandbox, with checkouts in every status that a customer can bring them to."""

    address: str
    log: Path

    def bugs(self) -> list[str]:
        """Give the lines of its log that tell of a bug; that a request was no HTTP is none."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if json.loads(line)["level"] in {"error", "critical"}]

    def filled(self) -> list[str]:
        """Open checkouts and bring them on; give their ids, and one that there is not."""
        ids = ["co_" + "a" * 22]
        with httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {KEY}"}) as shop:
            for capture, decision in (
                ("automatic", None),
                ("automatic", "wait"),
                ("automatic", "refuse"),
                ("automatic", "approve"),
                ("manual", "approve"),
            ):
                for _ in range(3):
                    checkout = shop.post("/checkouts", json=_ARMCHAIR | {"capture": capture}).raise_for_status().json()
                    ids.append(checkout["id"])
                    if decision:
                        _decide(shop, checkout["id"], decision)
        return ids


def _decide(shop: httpx.Client, checkout: str, decision: str) -> None:
    sent = shop.post(f"/checkouts/{checkout}/alma").raise_for_status().json()
    page = urlsplit(sent["attempt"]["redirect_url"]).path
    if decision != "wait":
        assert shop.post(page, data={"decision": decision}).is_redirect
        shop.post(f"/checkouts/{checkout}/settle").raise_for_status()


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run a server with a database of its own."""
    log = folder / "serve.log"
    environment = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")}
    settings = {"ALMA_CHECKOUT_API_KEYS": f"fuzz:{KEY}"}
    with (
        log.open("w") as told,
        subprocess.Popen(
            [ALMA_CHECKOUT, "serve", "--port", "0"],
            cwd=folder,
            env=environment | settings,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        ) as program,
    ):
        assert program.stdout
        try:
            yield Server(program.stdout.readline().split()[2], log)
        finally:
            program.terminate()
            program.wait(30)


def fuzzed(server: Server, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Send what schemathesis thinks of; what it finds is printed, and its exit code is not 0."""
    _configured(folder, server.filled())
    return subprocess.run(
        [
            _SCHEMATHESIS,
            "--no-color",
            f"--config-file={folder}/schemathesis.toml",
            "run",
            f"{server.address}/schema",
            f"--header=Authorization: Bearer {KEY}",
            "--checks=all",
            f"--exclude-checks={_NOT_CHECKED}",
            "--continue-on-failure",
            "--warnings=off",
            *options,
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _configured(folder: Path, ids: list[str]) -> None:
    """Write down which values to try beside those that it makes up."""
    words = {"path.checkout_id": ids} | _WORDS
    lines = []
    for number, values in enumerate(words.values()):
        lines += [f"[dictionaries.words{number}]", f"values = {json.dumps(values)}"]
    lines.append("[parameters]")
    for number, place in enumerate(words):
        lines.append(f'"{place}" = {{ dictionary = "words{number}", probability = 0.7 }}')
    (folder / "schemathesis.toml").write_text("\n".join(lines), encoding="utf-8")
