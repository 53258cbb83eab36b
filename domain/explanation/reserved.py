"""Money that is reserved and not taken yet, in words (R50, R51)."""

from datetime import datetime

from domain.checkout import Checkout
from domain.explanation.times import asked_again, exactly
from domain.explanation.words import Explanation, sentences
from domain.states import Authorized
from domain.tasks import LAST_DAY_OF_CAPTURE

_RELEASED = "the provider releases the money, and the checkout is canceled"


def explained(checkout: Checkout, state: Authorized, at: datetime) -> Explanation:
    """Explain a checkout whose money waits to be captured."""
    held = f"{checkout.shown(state.amount)} are reserved and not taken yet."
    before = state.capture_before
    if before is None:
        awaited, following = "You, to capture.", f"In time {_RELEASED}; when that is, its rules for the way to pay say."
    elif at < before:
        awaited, following = f"You, to capture by {exactly(before, at)}.", f"Without a capture by then {_RELEASED}."
    else:
        awaited, following = f"You, to capture; the time was over at {exactly(before, at)}.", f"Any moment {_RELEASED}."
    return Explanation(
        sentences(held, _warning(before, at)),
        awaited,
        sentences(asked_again(checkout, at, meant_for=before), following),
        ("capture", "cancel"),
    )


def _warning(before: datetime | None, at: datetime) -> str | None:
    """Warn from day six on (R50)."""
    if before is None or at < before - LAST_DAY_OF_CAPTURE:
        return None
    return "The time to capture is over." if at >= before else "The time to capture ends within a day."
