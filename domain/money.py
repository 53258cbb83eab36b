"""Money: a positive whole number of minor units beside an ISO 4217 code (R14, R93). Never a float."""

import re
from dataclasses import dataclass
from typing import Self

from domain.errors import InvalidRequest

LARGEST = 99_999_999
"""The largest amount in minor units that the provider takes."""

_TWO_DECIMALS = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD
KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK
NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW
"""
_NO_DECIMALS = "BIF CLP DJF GNF JPY KMF KRW PYG RWF VND VUV XAF XOF XPF"
_COUNTED_OTHERWISE = frozenset(["ISK", "UGX", "MGA", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
"""Currencies where the provider's minor unit is not ISO's, so that an amount would be ambiguous."""

EXPONENTS = dict.fromkeys(_TWO_DECIMALS.split(), 2) | dict.fromkeys(_NO_DECIMALS.split(), 0)
"""How many decimals each currency has, by ISO 4217."""


def currency_code(text: str) -> str:
    """Give the upper-case code of a currency we can count in.

    Raises:
        InvalidRequest: unknown, or counted otherwise by the provider than by ISO 4217.
    """
    code = text.upper() if text.isascii() else text
    if code in _COUNTED_OTHERWISE:
        raise InvalidRequest("currency", f"{code} is not supported.")
    if code not in EXPONENTS:
        raise InvalidRequest("currency", "is not an ISO 4217 code that can be paid in.")
    return code


def whole_amount(value: int, field: str = "amount") -> int:
    """Give back an amount of minor units that can be charged, captured or refunded.

    Raises:
        InvalidRequest: zero, negative, no whole number, or over 99,999,999.
    """
    if type(value) is not int:
        raise InvalidRequest(field, "must be a whole number of minor units.")
    if not 1 <= value <= LARGEST:
        raise InvalidRequest(field, f"must be from 1 to {LARGEST} minor units.")
    return value


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that can be charged."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        """Refuse what cannot be charged."""
        object.__setattr__(self, "currency", currency_code(self.currency))
        whole_amount(self.amount)

    @classmethod
    def parse(cls, text: str, currency: str) -> Self:
        """Read decimal text such as `149.90`, exactly: ASCII digits, at most one point, no rounding.

        Raises:
            InvalidRequest: other text, or more decimals than the currency has.
        """
        code = currency_code(currency)
        return cls(whole_amount(minor_units(text, code)), code)

    def __str__(self) -> str:
        """Show it as it can be typed: `149.90 EUR`."""
        return money_text(self.amount, self.currency)


def minor_units(text: str, currency: str, field: str = "amount") -> int:
    """Read decimal text as minor units of a known currency: exactly, and of any size from zero."""
    exponent = EXPONENTS[currency]
    if not re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,20})?", text):
        raise InvalidRequest(field, "must be digits with at most one decimal point, such as 149.90.")
    units, _, decimals = text.partition(".")
    if len(decimals) > exponent:
        raise InvalidRequest(field, f"{currency} has {exponent} decimals; {text} has more.")
    return int(units + decimals.ljust(exponent, "0"))


def decimal_text(amount: int, currency: str) -> str:
    """Show minor units as decimal text: `149.90`; an unknown currency is shown with two decimals."""
    exponent = EXPONENTS.get(currency, 2)
    digits = str(abs(amount)).rjust(exponent + 1, "0")
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}" if exponent else f"{sign}{digits}"


def money_text(amount: int, currency: str) -> str:
    """Show minor units with their currency: `149.90 EUR`."""
    return f"{decimal_text(amount, currency)} {currency}"
