"""Sending the customer to Alma, playing the customer, and settling (R1, R23, R30, R40)."""

from datetime import timedelta

import pytest

from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.cli.conftest import SETTINGS, Desk
from tests.support.checkouts import a_checkout_at_alma, a_new_checkout


def test_pay_prints_the_address_and_nothing_else(desk: Desk) -> None:
    """So it can be piped; what comes next is on standard error."""
    checkout_id = desk.opened()
    result = desk.type("pay", checkout_id)

    address = desk.read("show", checkout_id)["attempt"]["redirect_url"]

    assert result.stdout == f"{address}\n"
    assert "until 2026-11-24 13:00:00 UTC" in result.stderr
    assert f"alma-checkout settle {checkout_id}" in result.stderr


def test_pay_as_json_is_the_checkout_with_its_attempt(desk: Desk) -> None:
    """The same shape as over HTTP."""
    checkout = desk.read("pay", desk.opened())

    assert checkout["status"] == "awaiting_customer"
    assert checkout["attempt"]["redirect_url"].startswith("http://127.0.0.1:8000/sandbox/alma/pi_")


@pytest.mark.parametrize(
    ("decision", "status", "sentence"),
    [
        ("approve", "paid", "149.90 EUR were paid at 2026-11-24 12:00:00 UTC"),
        ("refuse", "open", "Attempt 1 was refused at 2026-11-24 12:00:00 UTC"),
        ("expire", "open", "Attempt 1 ran out of its hour at 2026-11-24 12:00:00 UTC"),
    ],
)
def test_what_the_customer_decides_is_known_after_settling(
    desk: Desk, decision: str, status: str, sentence: str
) -> None:
    """The sandbox acts at the provider only, and says which command comes next."""
    checkout_id = desk.opened()
    desk.type("pay", checkout_id)
    decided = desk.type("sandbox", decision, checkout_id)
    before = desk.read("show", checkout_id)
    settled = desk.type("settle", checkout_id)

    assert f"alma-checkout settle {checkout_id}" in decided.stdout
    assert before["status"] == "awaiting_customer"
    assert f"{checkout_id} is {status}, at 149.90 EUR." in settled.stdout
    assert sentence in settled.stdout


def test_a_decision_as_json_names_no_secret(desk: Desk) -> None:
    """The address the customer is sent back to holds the payment's secret, and is not printed."""
    checkout_id = desk.opened()
    desk.type("pay", checkout_id)
    decided = desk.read("sandbox", "approve", checkout_id)

    assert decided.keys() == {"id", "payment", "decision", "next"}
    assert decided["next"] == f"alma-checkout settle {checkout_id}"


def test_nobody_decides_before_the_customer_was_sent_to_alma(desk: Desk) -> None:
    """There is no page to decide on yet."""
    result = desk.type("sandbox", "approve", desk.opened())

    assert result.exit_code == 1
    assert result.stderr.startswith("not_found: ")


def test_a_decision_comes_once(desk: Desk) -> None:
    """An attempt that is over cannot be decided again."""
    result = desk.type("sandbox", "approve", desk.decided("approve"))

    assert result.exit_code == 1
    assert result.stderr.startswith("not_allowed_now: ")


def test_settling_as_json_is_the_checkout(desk: Desk) -> None:
    """The same shape as over HTTP."""
    settled = desk.read("settle", desk.decided("approve"))

    assert (settled["status"], settled["captured"]) == ("paid", 14990)


def test_the_sweep_tells_what_it_looked_at(desk: Desk) -> None:
    """An hour later the attempt is over, and nobody had to ask for it by name."""
    checkout_id = desk.opened()
    desk.type("pay", checkout_id)
    desk.clock.advance(timedelta(minutes=62))
    swept = desk.type("sweep")

    assert swept.stdout.splitlines()[1] == f"{checkout_id}  open"
    assert desk.type("sweep").stdout == "Nothing is due.\n"


def test_the_sweep_as_json_counts_and_lists(desk: Desk) -> None:
    """How many, and each checkout as it is after it."""
    checkout_id = desk.opened()
    desk.clock.advance(timedelta(days=2))
    swept = desk.read("sweep")

    assert swept["checked"] == 1
    assert [(item["id"], item["status"]) for item in swept["items"]] == [(checkout_id, "canceled")]


def test_the_operator_of_the_settings_stands_in_the_timeline(desk: Desk) -> None:
    """Who acts on the command line is written down."""
    happened = desk.read("timeline", desk.decided("approve"))["items"]

    assert {item["by"] for item in happened} == {"marie"}


def test_the_sweep_goes_on_until_nothing_is_due(desk: Desk) -> None:
    """However many there are."""
    for number in range(101):
        desk.keep(a_new_checkout(f"stool-{number}"))
    desk.clock.advance(timedelta(minutes=2))

    assert desk.read("sweep")["checked"] == 101


def test_with_stripe_there_is_no_sandbox_to_act_on(desk: Desk) -> None:
    """Real customers decide for themselves."""
    settings = {**SETTINGS, "ALMA_CHECKOUT_GATEWAY": "stripe", "STRIPE_SECRET_KEY": "sk_test_1"}
    with_stripe = Desk(Container(settings=Settings(settings)), desk.clock)
    result = with_stripe.type("sandbox", "approve", with_stripe.keep(a_checkout_at_alma()))

    assert result.exit_code == 1
    assert result.stderr.startswith("not_found: ")
