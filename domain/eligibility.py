"""Whether Alma may be offered for an order, and if not, every reason with what would change it (R10, R11, R15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from domain.money import Money

CURRENCY = "EUR"
"""Alma's only currency. Limits and countries are Alma's to change; this is not."""


@dataclass(frozen=True, slots=True)
class CurrencyNotSupported:
    """Alma takes another currency."""

    code: ClassVar[str] = "currency_not_supported"
    supported: tuple[str, ...] = (CURRENCY,)


@dataclass(frozen=True, slots=True)
class AmountBelowMinimum:
    """The total is too small; `missing` minor units more would do."""

    code: ClassVar[str] = "amount_below_minimum"
    minimum: int
    missing: int


@dataclass(frozen=True, slots=True)
class AmountAboveMaximum:
    """The total is too large; `excess` minor units less would do."""

    code: ClassVar[str] = "amount_above_maximum"
    maximum: int
    excess: int


@dataclass(frozen=True, slots=True)
class CountryNotServed:
    """Alma does not serve the customer's country."""

    code: ClassVar[str] = "country_not_served"
    served: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotOfferedByProvider:
    """The provider does not offer Alma for this payment (R16)."""

    code: ClassVar[str] = "not_offered_by_provider"


Obstacle = CurrencyNotSupported | AmountBelowMinimum | AmountAboveMaximum | CountryNotServed | NotOfferedByProvider


@dataclass(frozen=True, slots=True)
class AlmaTerms:
    """What Alma accepts: limits in minor units of EUR, both ends included, and ISO 3166 countries."""

    minimum: int = 5_000
    maximum: int = 500_000
    countries: tuple[str, ...] = ("FR", "IT", "ES", "NL", "BE", "LU")

    def obstacles(self, total: Money, country: str, *, offered: bool | None = None) -> tuple[Obstacle, ...]:
        """Name everything that keeps Alma from being offered (R11).

        What only the provider sees (`offered`, None before it was asked) counts where we see nothing (R16).
        """
        found = tuple(self._seen_by_us(total, country))
        return (NotOfferedByProvider(),) if not found and offered is False else found

    def _seen_by_us(self, total: Money, country: str) -> Iterator[Obstacle]:
        """Compare; in a wrong currency the amount is not looked at."""
        if total.currency != CURRENCY:
            yield CurrencyNotSupported()
        elif total.amount < self.minimum:
            yield AmountBelowMinimum(self.minimum, missing=self.minimum - total.amount)
        elif total.amount > self.maximum:
            yield AmountAboveMaximum(self.maximum, excess=total.amount - self.maximum)
        if country not in self.countries:
            yield CountryNotServed(self.countries)
