"""Opening at the command line (R12, R16, R20, R21, R25)."""

from tests.cli.conftest import ORDER_1001, Desk


def test_opening_prints_the_id_the_status_and_where_the_customer_pays(desk: Desk) -> None:
    """What is needed next stands first; the next command is on standard error."""
    result = desk.type("open", *ORDER_1001)
    checkout_id = desk.read("list")["items"][0]["id"]

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"id        {checkout_id}",
        "status    open",
        f"pay page  http://127.0.0.1:8000/pay/{checkout_id}",
        "Alma      offered, in 2, 3 or 4 instalments",
    ]
    assert f"alma-checkout pay {checkout_id}" in result.stderr


def test_every_option_of_an_opening_reaches_the_checkout(desk: Desk) -> None:
    """Methods, capture, return address, language and lines."""
    options = ("--methods", "alma", "--capture", "manual", "--locale", "fr-BE")
    lines = ("--line", "Chaise = pliante=2x79.95", "--line", "Remise=1x-10.00")
    checkout = desk.read("open", *ORDER_1001, *options, *lines, "--return-url", "https://shop.example/thanks")

    assert (checkout["methods"], checkout["capture"], checkout["locale"]) == ("alma", "manual", "fr")
    assert checkout["return_url"] == "https://shop.example/thanks"
    assert checkout["lines"] == [
        {"name": "Chaise = pliante", "quantity": 2, "unit_amount": 7995},
        {"name": "Remise", "quantity": 1, "unit_amount": -1000},
    ]


def test_the_same_key_opens_one_checkout(desk: Desk) -> None:
    """The second call answers with the first checkout, and says so."""
    first = desk.opened("--key", "order-1001")
    again = desk.type("open", *ORDER_1001, "--key", "order-1001")

    assert first in again.stdout
    assert again.stderr.startswith("This key had opened it before.")
    assert len(desk.read("list")["items"]) == 1


def test_another_request_with_the_same_key_is_a_conflict(desk: Desk) -> None:
    """One key, one meaning."""
    desk.opened("--key", "order-1001")
    other = desk.type("open", *ORDER_1001, "--capture", "manual", "--key", "order-1001")

    assert other.exit_code == 1
    assert other.stderr.startswith("idempotency_conflict: ")


def test_what_else_is_live_for_the_order_is_told(desk: Desk) -> None:
    """An operator sees at once that the customer may pay twice."""
    first = desk.opened()
    second = desk.type("open", *ORDER_1001)

    assert f"other checkouts  {first} (open)" in second.stdout


def test_alma_alone_with_an_obstacle_is_refused_with_the_verdict(desk: Desk) -> None:
    """Nothing is stored."""
    small = ("--order", "1001", "--amount", "49.99", "--currency", "EUR", "--country", "FR", "--methods", "alma")
    refusal = desk.type("open", *small)
    problem = desk.read("open", *small)

    assert refusal.exit_code == 1
    assert refusal.stderr.startswith("alma_not_offered: ")
    assert problem["obstacles"][0]["missing"] == 1
    assert desk.read("list")["items"] == []


def test_an_opening_without_alma_says_why(desk: Desk) -> None:
    """Other ways to pay remain, so it opens."""
    result = desk.type("open", "--order", "1001", "--amount", "49.99", "--currency", "EUR", "--country", "FR")

    assert result.exit_code == 0
    assert "not offered. Alma takes 50.00 EUR or more; 0.01 EUR more would do." in " ".join(result.stdout.split())


def test_an_account_without_alma_is_told_too(desk: Desk) -> None:
    """We judged it eligible, and the provider does not offer it (R16)."""
    desk.container.faults().alma_not_offered = True
    result = desk.type("open", *ORDER_1001)

    assert "The payment provider does not offer Alma" in result.stdout
