"""Alma is offered for EUR, within limits, in some countries; every obstacle is named (R10, R11, R15)."""

import pytest

from domain.eligibility import (
    AlmaTerms,
    AmountAboveMaximum,
    AmountBelowMinimum,
    CountryNotServed,
    CurrencyNotSupported,
    Obstacle,
)
from domain.money import Money

SERVED = ("FR", "IT", "ES", "NL", "BE", "LU")


@pytest.mark.parametrize(
    ("amount", "obstacles"),
    [
        (4_999, [AmountBelowMinimum(5_000, 1)]),
        (5_000, []),
        (500_000, []),
        (500_001, [AmountAboveMaximum(500_000, 1)]),
    ],
)
def test_both_ends_of_the_limits_are_included(amount: int, obstacles: list[Obstacle]) -> None:
    """R10: from 50.00 to 5,000.00 EUR; R11: what is missing is a figure."""
    assert list(AlmaTerms().obstacles(Money(amount, "EUR"), "FR")) == obstacles


def test_every_obstacle_is_named() -> None:
    """R11: a customer who mends one does not run into the next."""
    obstacles = list(AlmaTerms().obstacles(Money(1, "EUR"), "US"))

    assert obstacles == [AmountBelowMinimum(5_000, 4_999), CountryNotServed(SERVED)]


def test_in_a_wrong_currency_the_amount_is_not_compared() -> None:
    """R11: one US cent is no amount of euros."""
    obstacles = list(AlmaTerms().obstacles(Money(1, "USD"), "FR"))

    assert obstacles == [CurrencyNotSupported(("EUR",))]


@pytest.mark.parametrize("country", ["GP", "RE", "MQ", "GF", "YT", "PM", "MC", "DE"])
def test_french_overseas_codes_are_not_france(country: str) -> None:
    """R15: unless the settings say so."""
    assert list(AlmaTerms().obstacles(Money(9_000, "EUR"), country)) == [CountryNotServed(SERVED)]
    assert not list(AlmaTerms(countries=("FR", country)).obstacles(Money(9_000, "EUR"), country))


def test_limits_are_alma_s_to_change() -> None:
    """R10: they are settings."""
    terms = AlmaTerms(minimum=10_000, maximum=10_000, countries=("FR",))

    assert not list(terms.obstacles(Money(10_000, "EUR"), "FR"))
    assert [obstacle.code for obstacle in terms.obstacles(Money(9_999, "EUR"), "IT")] == [
        "amount_below_minimum",
        "country_not_served",
    ]
