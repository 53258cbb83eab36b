"""How the sandbox says no: in the provider's own codes."""

from domain.errors import ProviderRefused
from domain.failure import advice_for


def refused(code: str | None, message: str) -> ProviderRefused:
    """Give the refusal for one of the provider's codes, with our advice where there is some (R33)."""
    return ProviderRefused(code, message, advice=advice_for(code))


def missing(payment_id: str) -> ProviderRefused:
    """Give the refusal of a payment that nobody knows."""
    return refused("resource_missing", f"No such payment: {payment_id}.")


def unexpected(verb: str, status: str) -> ProviderRefused:
    """Give the refusal of a deed that the payment's status does not allow."""
    return refused("payment_intent_unexpected_state", f"A payment with the status {status} cannot be {verb}.")
