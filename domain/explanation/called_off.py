"""Why a checkout was called off, in words, and what can still be done for its order (R7, R16, R21, R45, R50, R52)."""

from datetime import datetime
from typing import get_args

from domain.checkout import Checkout
from domain.explanation.failures import ADVICE, provider_said
from domain.explanation.going_back import with_disputes, with_refunds
from domain.explanation.times import asked_again, when
from domain.explanation.words import Explanation, sentences, spoken
from domain.failure import advice_for
from domain.reasons import Asked, Ours
from domain.states import Canceled

REASONS = {
    "requested_by_customer": "the customer did not want it any more",
    "duplicate": "it was one too many for its order",
    "fraudulent": "it was taken for fraud",
    "abandoned": "it was given up",
    "authorization_expired": "the money was not captured in time, and is the customer's again",
    "alma_not_offered": "Alma alone was asked for, and the provider does not offer it",
    "provider_refused": "the provider refused to make its payment",
    "refunded_in_review": "its payment did not fit the order, and everything goes back",
    "canceled_at_provider": "no reason is given",
    "automatic": "the provider did it by itself",
    "expired": "its payment expired",
    "failed_invoice": "its payment was for an invoice that failed",
    "void_invoice": "its payment was for an invoice that was made void",
}
"""What each reason means: ours, and those of the provider that are known. Another one is told as it is."""

_NEWS = {"webhook": "an event of the provider", "sweep": "the sweep", "customer": "the customer's return"}
"""What brings news, and decides nothing; the sweep lets checkouts lapse besides."""

_NEW_ONE = "The order can be paid with a new checkout."
_KEY_IS_FREE = "The key of its opening is free again."
_NEXT = {
    "duplicate": "The order is paid with another checkout, or with a new one.",
    "fraudulent": "Nothing more happens; a new checkout is opened only for a customer whom you trust.",
    "alma_not_offered": f"A new checkout can let the customer pay in another way. {_KEY_IS_FREE}",
    "provider_refused": f"{_NEW_ONE} {_KEY_IS_FREE}",
}


def explained(checkout: Checkout, state: Canceled, at: datetime) -> Explanation:
    """Explain a checkout that was called off, with what goes back."""
    again = asked_again(checkout, at)
    told = Explanation(
        sentences(f"{_by_whom(state)}: {_why(state)}.", _advice(state)),
        next=again,
        operator_can=("open",),
    )
    told = with_disputes(checkout, with_refunds(checkout, told, at), at)
    return told.also(following=_NEXT.get(state.reason, _NEW_ONE), can=("settle",) if again else ())


def _by_whom(state: Canceled) -> str:
    """Say who called it off; where that happened at the provider, through whom it became known."""
    who = _NEWS.get(state.by, state.by)
    lapsed = state.reason == "abandoned" and state.by == "sweep"
    if state.reason in get_args(Ours) or lapsed or (state.reason in get_args(Asked) and state.by not in _NEWS):
        return f"Canceled by {who} at {when(state.at)}"
    return f"Canceled at the provider, which is known through {who} since {when(state.at)}"


def _why(state: Canceled) -> str:
    match state:
        case Canceled(reason="abandoned", by="sweep"):
            return "nobody paid in time"
        case Canceled(reason="provider_refused", code=code, message=message):
            return ": ".join(filter(None, (REASONS[state.reason], provider_said(message, code))))
    return REASONS.get(state.reason) or f'the reason it gives is "{spoken(state.reason)}"'


def _advice(state: Canceled) -> str | None:
    advice = advice_for(state.code)
    return ADVICE[advice] if advice else None
