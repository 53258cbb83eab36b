"""Why an attempt ended, and what the customer or the shop should do about it (R6, R30, R33, R43)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.payment import PaymentError

EXPIRY_CODE = "payment_intent_payment_attempt_expired"
"""The provider's explicit word for an attempt whose hour is over."""

ADVICE = {
    "payment_intent_invalid_currency": "use_eur",
    "missing_required_parameter": "complete_the_request",
    "parameter_missing": "complete_the_request",
    "payment_intent_payment_attempt_failed": "choose_another_method",
    "payment_intent_redirect_confirmation_without_return_url": "give_return_url",
}
"""The provider's documented codes for Alma, and what each asks for."""


def advice_for(code: str | None) -> str | None:
    """Say what a provider's code asks for, if it is one that is documented for Alma."""
    return ADVICE.get(code) if code else None


@dataclass(frozen=True, slots=True)
class Failure:
    """The end of an attempt that brought no money: `declined` or `expired`, with the provider's words as given."""

    reason: str
    code: str | None
    decline_code: str | None
    message: str | None
    advice: str
    at: datetime


def failure_of(error: "PaymentError | None", *, overdue: bool, at: datetime) -> Failure:
    """Tell a refusal from an expiry: the provider's explicit expiry code decides, without it our clock does (R43)."""
    code, decline_code, message = (error.code, error.decline_code, error.message) if error else (None, None, None)
    expired = code == EXPIRY_CODE or overdue
    advice = advice_for(code) or ("try_again" if expired else "choose_another_method")
    reason = "expired" if expired else "declined"
    return Failure(reason, code, decline_code, message, advice, at)
