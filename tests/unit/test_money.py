"""Amounts are whole minor units, and text is read exactly (R14, R93)."""

import pytest

from domain.errors import InvalidRequest
from domain.money import EXPONENTS, LARGEST, Money, decimal_text


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("149.90", "EUR", 14_990),
        ("149.9", "eur", 14_990),
        ("149", "EUR", 14_900),
        ("0.01", "EUR", 1),
        ("007", "EUR", 700),
        ("999999.99", "EUR", LARGEST),
        ("500", "JPY", 500),
    ],
)
def test_decimal_text_is_read_by_the_decimals_of_its_currency(text: str, currency: str, amount: int) -> None:
    """R14: the exponent comes from our own ISO 4217 table."""
    money = Money.parse(text, currency)

    assert (money.amount, money.currency) == (amount, currency.upper())


@pytest.mark.parametrize(
    "text",
    [
        "100.001",
        "",
        ".5",
        "5.",
        "-5",
        "+5",
        "1e3",
        "1,50",
        "1 000",
        " 5",
        "5\n",
        "٣",
        "１",
        "1_000",
        "0",
        "0.00",
        "1000000.00",
        "9" * 400,
    ],
)
def test_other_text_is_refused_and_never_rounded(text: str) -> None:
    """R14: ASCII digits and at most one point, from one cent to the largest amount."""
    with pytest.raises(InvalidRequest) as refused:
        Money.parse(text, "EUR")

    assert refused.value.data["errors"][0]["field"] == "amount"


def test_a_currency_without_decimals_takes_none() -> None:
    """R14: 500.5 yen are no amount."""
    with pytest.raises(InvalidRequest, match="JPY has 0 decimals"):
        Money.parse("500.5", "JPY")


@pytest.mark.parametrize("code", ["ISK", "UGX", "MGA", "BHD", "JOD", "KWD", "OMR", "TND", "XXX", "EURO", "", "€", "ﬀ"])
def test_a_currency_that_would_be_ambiguous_or_is_unknown_is_refused(code: str) -> None:
    """R14: where the provider counts otherwise than ISO 4217, no amount is right."""
    with pytest.raises(InvalidRequest) as refused:
        Money(5_000, code)

    assert refused.value.data["errors"][0]["field"] == "currency"


@pytest.mark.parametrize("code", ["ISK", "UGX", "MGA", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
def test_a_currency_that_is_counted_otherwise_is_named(code: str) -> None:
    """R14: it is one, and we do not take it."""
    with pytest.raises(InvalidRequest, match=rf"{code} is not supported\."):
        Money(5_000, code.lower())


@pytest.mark.parametrize("amount", [0, -1, LARGEST + 1, 49.9, True, "50"])
def test_an_amount_that_cannot_be_charged_is_refused(amount: object) -> None:
    """R14: a whole number from 1 to 99,999,999; a float or a yes is none."""
    with pytest.raises(InvalidRequest) as refused:
        Money(amount, "EUR")  # type: ignore[arg-type]  # the wrong type is the case

    assert refused.value.data["errors"][0]["field"] == "amount"


def test_money_is_shown_as_it_can_be_typed() -> None:
    """R93: text for people is exact in both directions."""
    shown = str(Money(5, "EUR"))

    assert shown == "0.05 EUR"
    assert Money.parse(*shown.split()) == Money(5, "EUR")


def test_discounts_and_currencies_without_decimals_are_shown_too() -> None:
    """A line may be negative, and yen have no point."""
    assert decimal_text(-1_250, "EUR") == "-12.50"
    assert decimal_text(500, "JPY") == "500"
    assert decimal_text(-500, "JPY") == "-500"
    assert [decimal_text(amount, "EUR") for amount in (-1, 0, 1)] == ["-0.01", "0.00", "0.01"]


def test_a_currency_that_nobody_knows_is_shown_with_two_decimals() -> None:
    """R5: a payment in review may be in any."""
    assert decimal_text(14_990, "XXX") == "149.90"


def test_no_currency_is_in_the_table_with_another_exponent_than_iso() -> None:
    """R14: a few that are easily got wrong."""
    assert EXPONENTS["HUF"] == EXPONENTS["TWD"] == 2
    assert EXPONENTS["KRW"] == EXPONENTS["XPF"] == 0
    assert "TND" not in EXPONENTS
