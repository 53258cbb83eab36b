"""An open checkout in words: what was tried, what is in the way, how long it waits (R20 to R24, R45)."""

from datetime import datetime

from domain.asking import KEY_LIFE
from domain.checkout import Checkout
from domain.eligibility import AlmaTerms
from domain.explanation.failures import ended
from domain.explanation.offering import not_offered, obstacles_of
from domain.explanation.times import asked_again, exactly, when
from domain.explanation.words import Explanation, sentences
from domain.schedule import SECRET_COUNTS_FOR
from domain.states import Open

_UNPAID = frozenset({None, "AwaitingMethod", "AwaitingConfirmation"})
"""What the provider may have told last of a checkout that can lapse (R45)."""


def explained(checkout: Checkout, state: Open, at: datetime, terms: AlmaTerms) -> Explanation:
    """Explain a checkout whose customer may choose how to pay."""
    if checkout.payment is None:
        return _without_payment(checkout, at)
    if checkout.misses_alma:
        return _to_be_withdrawn(checkout, at)
    return Explanation(
        sentences(_tried(checkout, state), not_offered(checkout, terms), _in_the_browser(checkout, at)),
        f"The customer, to choose a way to pay, since {when(_since(checkout, state))}.",
        sentences(asked_again(checkout, at, meant_for=checkout.lapses_at), _lapse(checkout, at)),
        ("change", "cancel", "settle") if obstacles_of(checkout, terms) else ("pay", "change", "cancel", "settle"),
    )


def _without_payment(checkout: Checkout, at: datetime) -> Explanation:
    waiting_for = f"The provider's answer, since {when(checkout.opened_at)}."
    if at - checkout.opened_at < KEY_LIFE:
        return Explanation(
            "The checkout is opened, but the provider has not confirmed its payment yet.",
            waiting_for,
            asked_again(checkout, at, what="The payment is asked for again, with the same key, by itself"),
            ("settle", "cancel"),
        )
    return Explanation(
        "The checkout is opened, but the provider never confirmed its payment; by now it is only looked for.",
        waiting_for,
        sentences(
            asked_again(checkout, at, what="The payment is looked for again"),
            f"Without one the checkout is canceled as abandoned, from {exactly(checkout.lapses_at, at)} on.",
        ),
        ("settle", "open"),
    )


def _to_be_withdrawn(checkout: Checkout, at: datetime) -> Explanation:
    return Explanation(
        "Alma alone was asked for, and the provider does not offer it for this payment.",
        f"The provider, to call the payment off, since {when(checkout.opened_at)}.",
        sentences(
            asked_again(checkout, at, what="It is called off by itself"),
            "The key of its opening is free again then.",
        ),
        ("settle", "cancel"),
    )


def _tried(checkout: Checkout, state: Open) -> str:
    if state.last_failure:
        return ended(checkout.attempts, state.last_failure)
    return "The customer has not chosen a way to pay yet."


def _since(checkout: Checkout, state: Open) -> datetime:
    return state.last_failure.at if state.last_failure else checkout.opened_at


def _in_the_browser(checkout: Checkout, at: datetime) -> str | None:
    given_at = checkout.secret_given_at
    if given_at is None or at - given_at >= SECRET_COUNTS_FOR:
        return None
    return f"The customer's browser has had what it needs to pay since {exactly(given_at, at)}: they may be at it."


def _lapse(checkout: Checkout, at: datetime) -> str:
    if checkout.told not in _UNPAID:
        return "It does not lapse as long as the provider says nothing else."
    if at < checkout.lapses_at:
        return f"Without a payment it lapses at {exactly(checkout.lapses_at, at)} and is canceled as abandoned."
    return "It has waited long enough: once the provider says that nobody has paid, it is canceled as abandoned."
