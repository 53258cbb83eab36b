"""What is told when a command does not succeed, and with which exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from dependency_injector import providers

from entrypoints.cli.main import main
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.cli.conftest import ORDER_1001, Desk
from tests.support.command_line import invoke

WITH_AN_ID = ("show", "timeline", "explain", "settle", "pay", "cancel", "capture", "refund")


def over(url: str, **settings: str) -> Container:
    """Give a container over a database, which may be made."""
    named = {"ALMA_CHECKOUT_DATABASE_URL": url, **settings}
    return Container(settings=Settings(named), may_create=providers.Object(True))


@pytest.mark.parametrize("command", [*((verb,) for verb in WITH_AN_ID), ("change", "--amount", "10")])
def test_an_unknown_id_is_refused_with_exit_code_1(desk: Desk, command: tuple[str, ...]) -> None:
    """The code and a sentence are on standard error, and nothing on standard output."""
    result = desk.type(*command, "co_unknown")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "checkout_not_found: There is no checkout co_unknown.\n"


def test_an_id_that_no_store_could_hold_is_unknown_too(desk: Desk) -> None:
    """Bytes that are no text come from a shell as lone surrogates."""
    result = desk.type("show", "co_\udcff")

    assert result.exit_code == 1
    assert result.stderr == "checkout_not_found: There is no checkout 'co_\\udcff'.\n"


def test_a_refusal_as_json_is_a_problem_on_standard_output(desk: Desk) -> None:
    """The same members as over HTTP, and nothing on standard error."""
    result = desk.type("show", "co_unknown", "--json")

    assert result.exit_code == 1
    assert result.stderr == ""
    assert json.loads(result.stdout) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no checkout co_unknown.",
        "code": "checkout_not_found",
    }


def test_a_provider_that_gives_no_answer_is_exit_code_3(desk: Desk) -> None:
    """Somebody else's trouble, with the advice to try again."""
    checkout_id = desk.opened()
    desk.container.faults().unreachable()
    result = desk.type("settle", checkout_id)
    problem = desk.read("settle", checkout_id)

    assert result.exit_code == 3
    assert result.stderr.startswith("provider_unavailable: ")
    assert result.stderr.endswith(" Try again.\n")
    assert (problem["status"], problem["advice"]) == (503, "try_again")


def test_a_provider_that_does_not_work_with_us_is_exit_code_3(desk: Desk) -> None:
    """It gave no address to send the customer to."""
    checkout_id = desk.opened()
    desk.container.faults().no_address = True
    result = desk.type("pay", checkout_id)

    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("provider_failed: ")


def test_a_request_that_the_provider_refuses_is_exit_code_1(desk: Desk) -> None:
    """Its code and our advice are in the problem."""
    desk.container.faults().refuse("create", "payment_intent_invalid_currency", "Alma takes EUR.")
    problem = desk.read("open", *ORDER_1001)

    assert problem["code"] == "provider_refused"
    assert (problem["provider_code"], problem["advice"]) == ("payment_intent_invalid_currency", "use_eur")


def test_a_database_that_cannot_be_made_is_exit_code_3(tmp_path: Path) -> None:
    """There is no such folder."""
    result = invoke("open", *ORDER_1001, container=over(f"sqlite:///{tmp_path}/no/such/folder/shop.db"))

    assert result.exit_code == 3
    assert result.stderr.startswith(
        f"store_unavailable: The folder of {tmp_path}/no/such/folder/shop.db does not exist. Make it with mkdir -p. "
    )


def test_a_setting_that_cannot_be_used_is_exit_code_2_and_named() -> None:
    """By its name, never by its value."""
    shell = Shell(Settings({"ALMA_CHECKOUT_DATABASE_URL": "mysql://shop:secret@db/shop"}))
    result = CliRunner().invoke(main, ["list"], obj=shell)
    as_json = CliRunner().invoke(main, ["list", "--json"], obj=shell)

    assert result.exit_code == as_json.exit_code == 2
    assert result.stderr.startswith("invalid_settings: ALMA_CHECKOUT_DATABASE_URL must begin with ")
    assert json.loads(as_json.stdout)["code"] == "invalid_settings"
    assert "secret" not in result.output + as_json.output


def test_a_store_of_another_mode_is_refused(tmp_path: Path) -> None:
    """A sandbox's checkouts are no business of Stripe's."""
    url = f"sqlite:///{tmp_path}/shop.db"
    invoke("open", *ORDER_1001, container=over(url))
    result = invoke("list", container=over(url, ALMA_CHECKOUT_GATEWAY="stripe", STRIPE_SECRET_KEY="sk_test_1"))

    assert result.exit_code == 2
    told = f"The database {tmp_path}/shop.db belongs to sandbox, not to test; name another in"
    assert result.stderr == f"invalid_settings: {told} ALMA_CHECKOUT_DATABASE_URL.\n"


@pytest.mark.parametrize("words", [["fly"], ["show"], ["show", "a", "b"], ["show", "--fast", "a"], ["open"], []])
def test_wrong_usage_is_exit_code_2(desk: Desk, words: list[str]) -> None:
    """With a hint on standard error."""
    result = desk.type(*words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: alma-checkout" in result.stderr


def test_wrong_usage_as_json_is_a_problem_too(desk: Desk) -> None:
    """It names the argument."""
    result = desk.type("show", "--json")

    assert result.exit_code == 2
    assert json.loads(result.stdout) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Missing argument 'ID'.",
        "code": "invalid_request",
        "errors": [{"field": "checkout_id", "message": "Missing argument 'ID'."}],
    }


@pytest.mark.parametrize("key", ["", "clé", "x" * 256])
def test_a_key_that_is_not_printable_ascii_is_wrong_usage(desk: Desk, key: str) -> None:
    """1 to 255 characters, as over HTTP."""
    result = desk.type("open", *ORDER_1001, "--key", key)

    assert result.exit_code == 2
    assert result.stderr.startswith("invalid_request: key: ")


def test_an_interruption_is_quiet(desk: Desk) -> None:
    """Exit code 130, and not a word."""

    def interrupted(*_: object, **__: object) -> Container:
        raise KeyboardInterrupt

    result = CliRunner().invoke(main, ["list"], obj=Shell(desk.container.settings(), interrupted))

    assert result.exit_code == 130
    assert result.output.strip() == ""


def test_a_bug_stays_a_bug(desk: Desk) -> None:
    """What nobody expected is not told as a refusal."""

    def broken(*_: object, **__: object) -> Container:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(main, ["list"], obj=Shell(desk.container.settings(), broken), catch_exceptions=False)
