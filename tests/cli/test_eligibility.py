"""The verdict at the command line (R10, R11, R13, R14)."""

import pytest

from tests.cli.conftest import Desk


def test_an_order_that_alma_takes_is_shown_in_every_plan(desk: Desk) -> None:
    """The plans stand side by side, a line for each day, and say that they are indicative."""
    result = desk.type("eligibility", "149.90", "EUR", "--country", "FR")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == [
        "Alma is offered for 149.90 EUR in FR.",
        "",
        "due on      in 2, EUR  in 3, EUR  in 4, EUR",
        "2026-11-24      74.95      49.97      37.48",
    ]
    assert "Indicative" in result.stdout


def test_every_obstacle_is_named_with_what_would_change_it(desk: Desk) -> None:
    """A verdict with obstacles is an answer, so it exits with 0."""
    result = desk.type("eligibility", "49.99", "EUR", "--country", "us")

    assert result.exit_code == 0
    assert result.stdout == (
        "Alma is not offered for 49.99 EUR in US.\n\n"
        "- Alma takes 50.00 EUR or more; 0.01 EUR more would do. (amount_below_minimum)\n"
        "- Alma serves customers in FR, IT, ES, NL, BE and LU only. (country_not_served)\n"
    )


@pytest.mark.parametrize(
    ("amount", "currency", "sentence"),
    [
        ("5000.01", "EUR", "Alma takes 5000.00 EUR or less; 0.01 EUR less would do."),
        ("149.90", "USD", "Alma takes EUR only."),
    ],
)
def test_an_amount_above_or_a_wrong_currency_has_its_own_sentence(
    desk: Desk, amount: str, currency: str, sentence: str
) -> None:
    """Each obstacle says the remedy in the amount that would do."""
    result = desk.type("eligibility", amount, currency, "--country", "FR")

    assert sentence in result.stdout


def test_the_verdict_as_json_is_the_one_of_http(desk: Desk) -> None:
    """Eligible, obstacles, and plans in minor units."""
    verdict = desk.read("eligibility", "149.90", "EUR", "--country", "FR")

    assert verdict["eligible"] is True
    assert verdict["obstacles"] == []
    assert [plan["count"] for plan in verdict["plans"]] == [2, 3, 4]
    assert verdict["plans"][0]["installments"][0] == {"amount": 7495, "due_on": "2026-11-24"}


@pytest.mark.parametrize("amount", ["100.001", "1e3", "0", "1,50", " 5", "999999999"])
def test_an_amount_that_is_not_plain_decimal_text_is_wrong_usage(desk: Desk, amount: str) -> None:
    """Nothing is rounded or guessed; the exit code is 2."""
    result = desk.type("eligibility", amount, "EUR", "--country", "FR")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("invalid_request: amount: ")
