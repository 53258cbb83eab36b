"""What customers are told, in each of their languages: gettext for the words, Babel for amounts, days and countries.

The English sentence is its own key. The others lie in `locale`; after a change there, compile them anew:
`pybabel compile --directory entrypoints/locale --domain alma_checkout`.
"""

import gettext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from domain.eligibility import (
    CURRENCY,
    AmountAboveMaximum,
    AmountBelowMinimum,
    CountryNotServed,
    CurrencyNotSupported,
    Obstacle,
)
from domain.money import decimal_text
from domain.opening import LOCALES

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "alma_checkout"


def text(locale: str, sentence: str, **figures: str) -> str:
    """Say a sentence in a language, with its figures in place."""
    return _catalogue(locale).gettext(sentence).format(**figures)


@dataclass(frozen=True, slots=True)
class Words:
    """A language, as a page speaks it."""

    locale: str

    def __call__(self, sentence: str, **figures: str) -> str:
        return text(self.locale, sentence, **figures)

    def amount(self, amount: int, currency: str) -> str:
        return amount_text(amount, currency, self.locale)

    def day(self, day: date) -> str:
        from babel.dates import format_date

        return format_date(day, "d MMMM y", locale=self.locale)

    def time(self, at: datetime) -> str:
        return f"{at:%H:%M} UTC"


def sentences(obstacle: Obstacle) -> dict[str, str]:
    """Say why Alma is not offered, and what would change that, in each language."""
    return {locale: _said(obstacle, locale) for locale in LOCALES}


def amount_text(amount: int, currency: str, locale: str) -> str:
    """Write an amount of minor units as a language writes it: `149,90 €`."""
    from babel.numbers import format_currency

    return format_currency(Decimal(decimal_text(amount, currency)), currency, locale=locale)


def country_names(codes: tuple[str, ...], locale: str) -> str:
    """Name countries as a language names them: `France, Italy and Spain`."""
    from babel import Locale
    from babel.lists import format_list

    names = Locale(locale).territories
    return format_list([names.get(code, code) for code in codes], locale=locale)


def _said(obstacle: Obstacle, locale: str) -> str:
    match obstacle:
        case CurrencyNotSupported(supported):
            return text(locale, "Alma is only available for payments in {currency}.", currency=", ".join(supported))
        case AmountBelowMinimum(minimum, missing):
            return text(
                locale,
                "Alma is available from {minimum}; {missing} more would do.",
                minimum=amount_text(minimum, CURRENCY, locale),
                missing=amount_text(missing, CURRENCY, locale),
            )
        case AmountAboveMaximum(maximum, excess):
            return text(
                locale,
                "Alma is available up to {maximum}; this order is {excess} above that.",
                maximum=amount_text(maximum, CURRENCY, locale),
                excess=amount_text(excess, CURRENCY, locale),
            )
        case CountryNotServed(served):
            countries = country_names(served, locale)
            return text(locale, "Alma is available to customers in {countries}.", countries=countries)
    return text(locale, "Alma is not available for this payment. Please choose another way to pay.")


@cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, [locale], fallback=True)
