"""How an attempt ended without money, in words (R6, R30, R33, R43)."""

from domain.explanation.times import when
from domain.failure import EXPIRY_CODE, Failure

ADVICE = {
    "choose_another_method": "The customer should choose another way to pay.",
    "try_again": "The customer may try again.",
    "use_eur": "Alma takes EUR only: the customer can pay in another way, or a checkout in EUR is opened.",
    "complete_the_request": "Something was missing in what the provider was sent, which the customer cannot mend.",
    "give_return_url": "The provider had no address to send the customer back to: check the settings.",
}
"""What is to be done after a failure, for each advice."""


def ended(number: int, failure: Failure) -> str:
    """Tell how an attempt ended and when, in the provider's words where it has some, and what is to be done."""
    attempt, at = f"Attempt {number}", when(failure.at)
    why = provider_said(failure.message, failure.code, failure.decline_code)
    if failure.reason != "expired":
        told = f"{attempt} was refused at {at}: {why or 'no reason given'}."
    elif failure.code == EXPIRY_CODE:
        told = f"{attempt} ran out of its hour at {at}, by the provider's own word."
    else:
        reason = f"said: {why}" if why else "gave no reason"
        told = f"{attempt} ran out of its hour at {at}, by our clock; the provider {reason}."
    return f"{told} {ADVICE[failure.advice]}"


def provider_said(message: str | None, *codes: str | None) -> str:
    """Give the provider's words: a message with its codes behind it, or the codes alone."""
    known = ", ".join(filter(None, codes))
    said = (message or "").rstrip(".")
    return f"{said} ({known})" if said and known else said or known
