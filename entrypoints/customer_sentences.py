"""How a payment stands, as it is told to the customer; each sentence is the key of its translations."""

from domain.failure import Failure
from domain.states import Canceled, State

HEADLINES = {
    "open": "Pay for your order",
    "awaiting_customer": "Not finished yet",
    "processing": "On its way",
    "authorized": "Approved",
    "paid": "Paid",
    "canceled": "Canceled",
    "in_review": "Being checked",
}
"""What stands above the page, for each status."""

HOW_IT_STANDS = {
    "open": "The payment is not finished. You can choose a way to pay.",
    "awaiting_customer": "The payment is not finished yet: it can still be completed with the payment provider.",
    "processing": "The payment is being processed.",
    "authorized": "The payment is approved. Thank you!",
    "paid": "The payment has arrived. Thank you!",
    "canceled": "The payment was canceled, and nothing is taken.",
    "in_review": "The payment is being checked by the shop.",
}
"""What a customer who comes back is told, for each status."""

WHAT_COMES_NEXT = {
    "processing": "This can take a moment. You need not wait here: the payment goes on without this page.",
    "authorized": "The amount is reserved. The shop takes it when your order is on its way.",
    "paid": "There is nothing more to do.",
    "in_review": "There is nothing to do for you. The shop will be in touch if it needs you; please do not pay again.",
}
"""What a customer may expect then."""

FAILURES = {
    "declined": "The payment was not accepted, and nothing was taken.",
    "expired": "The time for this payment is over, and nothing was taken.",
}
"""How the last attempt ended."""

ADVICE = {
    "choose_another_method": "Please choose another way to pay.",
    "try_again": "Please choose another way to pay, or try again.",
    "use_eur": "Alma takes payments in euros only: please choose another way to pay.",
    "complete_the_request": "Some details were missing: please choose another way to pay, or try again.",
    "give_return_url": "Alma cannot be reached from this shop at the moment: please choose another way to pay.",
}
"""What to do after a failure, for each advice."""

CANCELLATIONS = {
    "abandoned": "The time to pay for this order is over. The shop can start a new payment for you.",
    "authorization_expired": "The shop did not take the reserved amount in time, so it is free again.",
    "refunded_in_review": "What was paid goes back to you.",
    "alma_not_offered": "Alma is not available for this order. The shop can start a new payment for you.",
}
"""What there is to say about a cancellation, by its reason."""


def failure_sentences(failure: Failure) -> tuple[str, str]:
    """Say how an attempt ended, and what to do about it."""
    return FAILURES[failure.reason], ADVICE.get(failure.advice, ADVICE["choose_another_method"])


def what_comes_next(state: State) -> str | None:
    """Say what a customer may expect, if there is something to say."""
    match state:
        case Canceled(reason=reason):
            return CANCELLATIONS.get(reason)
    return WHAT_COMES_NEXT.get(state.status)
