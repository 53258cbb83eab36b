"""Every command that acts records by whom (R90)."""

import click
import pytest

from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.cli.conftest import ORDER_1001, Desk
from tests.cli.test_program import ALL
from tests.support.command_line import invoke

ONLY_LOOK = {
    "completion",
    "doctor",
    "database prune",
    "database upgrade",
    "due",
    "eligibility",
    "events list",
    "events resend",
    "explain",
    "export",
    "list",
    "sandbox alter",
    "sandbox approve",
    "sandbox close-dispute",
    "sandbox dispute",
    "sandbox expire",
    "sandbox fail-refund",
    "sandbox refuse",
    "serve",
    "show",
    "sweep",
    "timeline",
    "worker",
}
"""What acts on no checkout, or plays the customer's part, or is the sweep."""


def names(command: click.Command) -> list[str]:
    """Give every option of a command."""
    return [option for parameter in command.params for option in parameter.opts]


@pytest.mark.parametrize("name", sorted(ALL.keys() - ONLY_LOOK))
def test_every_command_that_acts_takes_a_name(name: str) -> None:
    """R90: a new command is one of these, or stands in the list above."""
    assert "--as" in names(ALL[name])


@pytest.mark.parametrize("name", sorted(ONLY_LOOK))
def test_what_only_looks_takes_none(name: str) -> None:
    """R90: nothing of it stands in any history."""
    assert "--as" not in names(ALL[name])


def who(desk: Desk, checkout_id: str) -> list[tuple[str, str]]:
    """Tell what happened to a checkout, and through whom."""
    return [(item["event"], item["by"]) for item in desk.read("timeline", checkout_id)["items"]]


def test_the_name_stands_in_the_history(desk: Desk) -> None:
    """R90: of each thing, whoever did it, and otherwise the operator of the settings."""
    checkout_id = desk.read("open", *ORDER_1001, "--as", "ada")["id"]
    desk.type("change", checkout_id, "--amount", "159.90", "--as", "grace")
    desk.type("cancel", checkout_id)

    assert who(desk, checkout_id) == [
        ("opened", "ada"),
        ("payment_created", "ada"),
        ("amount_changed", "grace"),
        ("canceled", "marie"),
    ]


@pytest.mark.parametrize(
    ("words", "event"),
    [
        (("pay",), "redirected"),
        (("capture",), "paid"),
        (("refund",), "refund_requested"),
        (("settle",), "paid"),
    ],
)
def test_whoever_acts_is_recorded_whatever_they_do(desk: Desk, words: tuple[str, ...], event: str) -> None:
    """R90: on each step of a payment."""
    capture = ("--capture", "manual") if words == ("capture",) else ()
    checkout_id = desk.opened(*capture)
    if words != ("pay",):
        desk.type("pay", checkout_id)
        desk.type("sandbox", "approve", checkout_id)
    if words in {("capture",), ("refund",)}:
        desk.type("settle", checkout_id)
    desk.type(*words, checkout_id, "--as", "ada")

    assert (event, "ada") in who(desk, checkout_id)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "must have 1 to 200 characters."),
        ("x" * 201, "must have 1 to 200 characters."),
        ("a\x1bb", "may have no control characters or bidirectional overrides."),
        ("Sweep", "may not be customer, provider, sweep, webhook, which act by themselves."),
    ],
)
def test_a_name_that_is_none_is_refused_before_anything_happens(desk: Desk, name: str, why: str) -> None:
    """R90: exit code 2, with the field and the reason."""
    checkout_id = desk.opened()
    refused = desk.type("cancel", checkout_id, f"--as={name}")

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"invalid_request: as: {why}\n"
    assert desk.read("show", checkout_id)["status"] == "open"


def test_a_name_that_is_given_needs_no_other() -> None:
    """R90: a login name that is kept free is in nobody's way then."""
    settings = Settings({"ALMA_CHECKOUT_DATABASE_URL": "memory://", "ALMA_CHECKOUT_OPERATOR": "webhook"})
    container = Container(settings=settings)
    refused = invoke("open", *ORDER_1001, container=container)

    assert refused.exit_code == 2
    assert refused.stderr.startswith("invalid_settings: ALMA_CHECKOUT_OPERATOR must be a name")
    assert invoke("open", *ORDER_1001, "--as", "ada", container=container).exit_code == 0
