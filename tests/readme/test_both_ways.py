"""Every command exists over HTTP with the same words, or the README says why not."""

from pathlib import Path
from typing import Any

import pytest

from entrypoints.cli.main import COMMANDS
from tests.http.shop import an_app
from tests.support.manual_clock import ManualClock

README = (Path(__file__).parents[2] / "README.md").read_text()

OVER_HTTP = {
    "eligibility": ("get", "/eligibility"),
    "open": ("post", "/checkouts"),
    "pay": ("post", "/checkouts/{checkout_id}/alma"),
    "show": ("get", "/checkouts/{checkout_id}"),
    "list": ("get", "/checkouts"),
    "export": ("get", "/checkouts/export"),
    "timeline": ("get", "/checkouts/{checkout_id}/timeline"),
    "explain": ("get", "/checkouts/{checkout_id}/explain"),
    "settle": ("post", "/checkouts/{checkout_id}/settle"),
    "change": ("patch", "/checkouts/{checkout_id}"),
    "capture": ("post", "/checkouts/{checkout_id}/capture"),
    "cancel": ("post", "/checkouts/{checkout_id}/cancel"),
    "refund": ("post", "/checkouts/{checkout_id}/refunds"),
    "dispute": ("post", "/checkouts/{checkout_id}/dispute/evidence"),
    "review": ("post", "/checkouts/{checkout_id}/review"),
    "due": ("get", "/due"),
    "done": ("post", "/due/{task}/done"),
    "reconcile": ("post", "/reconcile"),
    "orphan": ("post", "/orphans/{payment}/refund"),
    "events": ("get", "/events"),
    "doctor": ("get", "/doctor"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_there_over_http_or_the_readme_says_why_not(name: str, clock: ManualClock) -> None:
    """A new command needs the one or the other."""
    paths: Any = an_app(clock).openapi_schema.to_schema()["paths"]
    told = README.partition("Every command is there over HTTP as well")[2].partition("\n\n")[0]

    if name in OVER_HTTP:
        method, path = OVER_HTTP[name]
        assert method in paths[path]
    else:
        assert f"`{name}`" in told


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()
