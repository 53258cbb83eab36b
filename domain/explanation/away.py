"""A customer who is elsewhere, and a provider at work, in words (R23, R24, R40 to R44)."""

from datetime import datetime

from domain.checkout import Checkout
from domain.eligibility import AlmaTerms
from domain.explanation.offering import obstacles_of
from domain.explanation.times import asked_again, exactly, when
from domain.explanation.words import Explanation, sentences
from domain.payment import ALMA
from domain.schedule import given_up_from
from domain.states import Attempt, AwaitingCustomer, Processing


def awaiting(checkout: Checkout, state: AwaitingCustomer, at: datetime, terms: AlmaTerms) -> Explanation:
    """Explain a checkout whose customer was sent to Alma, or to another site."""
    attempt = state.attempt
    refused = attempt.method != ALMA and obstacles_of(checkout, terms)
    can = (*(() if refused else ("pay",)), "cancel", "settle")
    if attempt.overdue(at):
        return _overdue(checkout, attempt, at, can)
    return Explanation(
        _sent(attempt),
        f"The customer, to finish at {_site(attempt)}, until {exactly(attempt.deadline, at)}.",
        sentences(
            asked_again(checkout, at, meant_for=attempt.deadline),
            "After the hour the provider is asked; an attempt that has ended by then opens the checkout again.",
        ),
        can,
    )


def processing(checkout: Checkout, state: Processing, at: datetime) -> Explanation:
    """Explain a checkout whose provider is at work."""
    return Explanation(
        "The customer has done their part, and the provider is working on the payment.",
        f"The provider, since {when(state.since)}.",
        asked_again(checkout, at),
        ("settle",),
    )


def _sent(attempt: Attempt) -> str:
    began = "went from the pay page" if attempt.on_page else "was sent"
    return f"Attempt {attempt.number}: the customer {began} to {_site(attempt)} at {when(attempt.started_at)}."


def _overdue(checkout: Checkout, attempt: Attempt, at: datetime, can: tuple[str, ...]) -> Explanation:
    return Explanation(
        f"{_sent(attempt)} It is past its hour, and the provider has not ended it yet.",
        f"The provider, to end the attempt, since {exactly(attempt.deadline, at)}.",
        sentences(
            asked_again(checkout, at),
            "Money that still arrives counts.",
            f"If it never ends, it is canceled as abandoned, from {exactly(given_up_from(checkout, attempt), at)} on.",
        ),
        can,
    )


def _site(attempt: Attempt) -> str:
    return "Alma" if attempt.method == ALMA else f"the other site ({attempt.method})"
