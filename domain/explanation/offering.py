"""Why Alma is not offered for a checkout, in words (R11, R12, R16)."""

from domain.checkout import Checkout, Methods
from domain.eligibility import (
    AlmaTerms,
    AmountAboveMaximum,
    AmountBelowMinimum,
    CountryNotServed,
    CurrencyNotSupported,
    Obstacle,
)


def obstacles_of(checkout: Checkout, terms: AlmaTerms) -> tuple[Obstacle, ...]:
    """Give everything that keeps Alma from being offered, as far as it was seen."""
    order = checkout.order
    return terms.obstacles(order.total, order.country, offered=checkout.alma_offered)


def not_offered(checkout: Checkout, terms: AlmaTerms) -> str | None:
    """Say why Alma is not offered, None where it is."""
    found = obstacles_of(checkout, terms)
    if not found:
        return None
    others = " Other ways to pay are." if checkout.methods is Methods.AUTOMATIC else ""
    return f"Alma is not offered: {'; besides, '.join(_said(checkout, obstacle) for obstacle in found)}.{others}"


def _said(checkout: Checkout, obstacle: Obstacle) -> str:
    match obstacle:
        case CurrencyNotSupported(supported):
            return f"it takes {' or '.join(supported)}, and the order is in {checkout.order.total.currency}"
        case AmountBelowMinimum(minimum, missing):
            return f"the order is {checkout.shown(missing)} below the {checkout.shown(minimum)} that it takes at least"
        case AmountAboveMaximum(maximum, excess):
            return f"the order is {checkout.shown(excess)} above the {checkout.shown(maximum)} that it takes at most"
        case CountryNotServed(served):
            return f"it serves customers in {', '.join(served)}, and this one is in {checkout.order.country}"
    return "the provider has it not among the ways to pay for this payment"
