"""Money that was taken, in words (R42, R51, R61, R63)."""

from datetime import datetime

from domain.checkout import Checkout
from domain.endings import with_alma
from domain.explanation.going_back import with_disputes, with_refunds
from domain.explanation.times import asked_again, when
from domain.explanation.words import Explanation, sentences
from domain.payment import ALMA
from domain.refunds import last_day
from domain.states import Paid


def explained(checkout: Checkout, state: Paid, at: datetime) -> Explanation:
    """Explain a checkout that is paid, with all that has become of the money since."""
    again = asked_again(checkout, at)
    until, over = _refund_window(checkout, state, at)
    can = ("refund",) if checkout.refundable and not over else ()
    summary = sentences(_received(checkout, state), _how_much(checkout, state))
    told = Explanation(summary, next=again, operator_can=can)
    told = with_disputes(checkout, with_refunds(checkout, told, at), at)
    return told.also(following=until, can=("settle",) if again else ())


def _received(checkout: Checkout, state: Paid) -> str:
    attempt = state.attempt
    way = "" if attempt is None else " with Alma" if attempt.method == ALMA else f" ({attempt.method})"
    parts = f", in {state.installment_count} instalments" if state.installment_count else ""
    return f"{checkout.shown(state.captured)} were paid at {when(state.paid_at)}{way}{parts}."


def _how_much(checkout: Checkout, state: Paid) -> str | None:
    """Say why it is not what the order asks for, where it is not."""
    total = checkout.order.total
    if state.captured == total.amount:
        return None
    if checkout.accepted:
        return f"The order is of {total}; what arrived was accepted in a review."
    return f"That is a part of the {total} of the order; what was reserved besides was released."


def _refund_window(checkout: Checkout, state: Paid, at: datetime) -> tuple[str | None, bool]:
    """Tell until when Alma takes refunds, while there is something to refund, and whether that is over (R63)."""
    if not checkout.refundable or not with_alma(checkout, state.attempt):
        return None, False
    last = last_day(state.paid_at)
    if at.date() > last:
        return f"Alma took refunds until {last}: pay the customer another way if money is to go back.", True
    return f"Alma takes refunds until {last}, that day included.", False
