"""A payment that is not what the order asks for, in words (R5, R7)."""

from datetime import datetime

from domain.checkout import Checkout
from domain.comparing import REASONS as NAMES
from domain.comparing import differing
from domain.explanation.going_back import with_refunds
from domain.explanation.times import asked_again, when
from domain.explanation.words import Explanation, sentences
from domain.money import money_text
from domain.states import InReview

REASONS = {
    "amount_differs": "another amount than the order asks for",
    "currency_differs": "money in another currency than the order's",
    "not_ours": "money that was paid for another checkout",
}
"""What each reason of a review means."""

_DID: dict[str | None, str] = {"Succeeded": "received", "Capturable": "reserved"}
"""What the provider did with the money, by the kind of status that it told last."""


def explained(checkout: Checkout, state: InReview, at: datetime) -> Explanation:
    """Explain a checkout that waits for a decision; everything that differs is told, the reason of the review first."""
    told = Explanation(
        sentences(_found(checkout, state), _besides(checkout, state), _by_now(checkout, state), _going_back(checkout)),
        f"Your decision, since {when(state.since)}.",
        sentences("Nothing moves until you decide.", _accepting(checkout, state), _refunding(checkout, state)),
        ("review",) if state.facts else ("review", "settle"),
    )
    return with_refunds(checkout, told, at).also(following=asked_again(checkout, at))


def _found(checkout: Checkout, state: InReview) -> str:
    expected = checkout.shown(state.expected) if isinstance(state.expected, int) else state.expected
    found = _money(checkout, state, state.found) if isinstance(state.found, int) else state.found or "none"
    figures = "" if state.expected == state.found else f": expected {expected}, found {found}"
    return f"The provider {_DID.get(checkout.told, 'had')} {REASONS[state.reason]}{figures}."


def _besides(checkout: Checkout, state: InReview) -> str | None:
    """Name what differs beside the reason of the review."""
    found = differing(checkout, state.facts) if state.facts else ()
    others = [name for name in found if NAMES[name] != state.reason]
    return f"Besides, another {' and another '.join(others)} was found." if others else None


def _by_now(checkout: Checkout, state: InReview) -> str | None:
    """Tell what has changed since; it is decided all the same."""
    if state.facts is None:
        return None
    if checkout.told == "Voided":
        return "By now it has called the payment off."
    if checkout.told not in _DID:
        return "By now it holds no money."
    return None if any(differing(checkout, state.facts)) else "By now everything fits the order."


def _going_back(checkout: Checkout) -> str | None:
    return "Giving everything back was begun; to decide so again goes on with it." if checkout.refunds else None


def _accepting(checkout: Checkout, state: InReview) -> str | None:
    """Tell what it means to accept."""
    if state.facts is None or checkout.told not in _DID:
        return "To accept means to go on with what the provider says."
    if state.facts.currency != checkout.order.total.currency:
        return "Another currency cannot be accepted."
    if state.facts.received is None:
        return f"To accept means that {_money(checkout, state, state.facts.amount)}, or less, can be captured."
    return f"To accept means that {_money(checkout, state, state.facts.received)} were paid for this order."


def _refunding(checkout: Checkout, state: InReview) -> str:
    """Tell what it means to give everything back."""
    if state.facts is None or state.facts.received is None:
        return "To refund means that everything goes back, and that the checkout is canceled."
    back = _money(checkout, state, state.facts.received)
    return f"To refund means that {back} go back, and that the checkout is canceled."


def _money(checkout: Checkout, state: InReview, amount: int) -> str:
    """Write an amount in the currency in which the provider has it."""
    currency = state.facts.currency if state.facts else checkout.order.total.currency
    return money_text(amount, currency)
