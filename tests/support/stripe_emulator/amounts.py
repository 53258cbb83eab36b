"""The amounts that Stripe takes, and the currencies."""

from tests.support.stripe_emulator.refusals import Invalid, StripeRefusal

MINIMA = {"eur": 50, "usd": 50, "gbp": 30, "chf": 50, "jpy": 50, "sek": 300, "nok": 300, "dkk": 250, "pln": 200}
"""The least that a payment may be, in minor units; the currencies of the emulator."""

LARGEST = 99_999_999


def payable(amount: int, currency: str) -> int:
    """Give an amount back that a payment may have."""
    positive(amount, "amount")
    if amount > LARGEST:
        raise StripeRefusal("amount_too_large", f"Amount must be no more than {LARGEST}", "amount")
    if amount < MINIMA[currency]:
        raise StripeRefusal("amount_too_small", f"Amount must be at least {MINIMA[currency]} {currency}", "amount")
    return amount


def positive(amount: int, name: str) -> int:
    """Give back an amount that is one at all."""
    if amount < 1:
        raise Invalid("parameter_invalid_integer", "This value must be greater than or equal to 1.", name)
    return amount


def known(currency: str) -> str:
    """Give a currency back; in lower case, as documented (not confirmed: what upper case does)."""
    if currency not in MINIMA:
        raise Invalid(None, f"Invalid currency: {currency}.", "currency")
    return currency
