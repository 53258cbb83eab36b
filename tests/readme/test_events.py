"""What `docs/events.md` tells the shop's developers of events is so: its code takes in what is delivered."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.shop.receiver import HttpReceiver, body_of
from domain.outgoing import TYPES, announced
from entrypoints.event_settings import EventSettings
from tests.support.checkouts import a_checkout_at_alma, a_paid_checkout
from tests.support.receiver import SECRET, listening

TOLD = (Path(__file__).parents[2] / "docs" / "events.md").read_text()
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", TOLD, re.DOTALL | re.MULTILINE))

(PAID,) = announced(a_checkout_at_alma(), a_paid_checkout())
Hear = Callable[[bytes, dict[str, str], str, set[str]], int]


@pytest.fixture
def hear() -> Hear:
    """The receiver that is told."""
    names: dict[str, Any] = {}
    exec(BLOCKS["python"], names)  # noqa: S102 -- it is what is told
    receiver: Hear = names["hear"]
    return receiver


async def test_the_receiver_takes_each_event_in_once(hear: Hear, capsys: pytest.CaptureFixture[str]) -> None:
    """R87: however often it comes; and what was not signed with the secret is refused."""
    known: set[str] = set()
    async with listening() as system:
        for _ in range(2):
            await HttpReceiver(system.url, [SECRET]).deliver(PAID, at=datetime.now(UTC))
    answers = [hear(heard.body, heard.headers, SECRET, known) for heard in system.heard]
    spoiled = hear(system.heard[0].body + b" ", system.heard[0].headers, SECRET, known)

    assert (answers, spoiled) == ([204, 204], 400)
    assert capsys.readouterr().out == "checkout.paid 1001\n"


def test_the_example_of_an_event_has_its_form() -> None:
    """R86: the same names in the same order."""
    told, sent = json.loads(BLOCKS["json"]), json.loads(body_of(PAID))

    assert list(told) == list(sent)
    assert list(told["data"].items())[1:] == list(sent["data"].items())[1:]


def test_every_type_is_told() -> None:
    """R86: by its name."""
    told = {found.removeprefix("checkout") for found in re.findall(r"`((?:checkout)?\.\w+)`", TOLD)}

    assert {kind.removeprefix("checkout") for kind in TYPES.values()} <= told


def test_the_command_makes_a_secret_that_can_be_used() -> None:
    """R87: of the right length and form."""
    made = subprocess.run(["sh", "-ec", BLOCKS["sh"]], capture_output=True, text=True, check=True).stdout.strip()
    url = "https://shop.example/events"
    settings = EventSettings({"ALMA_CHECKOUT_EVENTS_URL": url, "ALMA_CHECKOUT_EVENTS_SECRET": made})

    assert settings.receiver == (url, (made,))
