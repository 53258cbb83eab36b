"""What is not certain, in words: calls without an answer, news not looked into, odd statuses (R3, R20, R80)."""

from domain.checkout import CONFIRM, Checkout
from domain.explanation.times import when
from domain.explanation.words import Explanation, spoken

_KINDS = {
    "AwaitingMethod": "waits for a way to pay",
    "AwaitingConfirmation": "waits to be confirmed",
    "AwaitingAction": "waits for the customer",
    "InProgress": "is being worked on",
    "Capturable": "holds reserved money",
    "Succeeded": "has brought money",
    "Voided": "is called off",
}
"""What the kinds of status that are known mean, where no rule expects them."""


def with_doubts(checkout: Checkout, told: Explanation) -> Explanation:
    """Add to an explanation whatever makes it less than certain."""
    return _unheeded(checkout, _odd(checkout, _unanswered(checkout, _unconfirmed(checkout, told))))


def _unconfirmed(checkout: Checkout, told: Explanation) -> Explanation:
    """Tell of an amount that the provider has not confirmed (R22)."""
    change = checkout.change
    if change is None:
        return told
    wanted = checkout.shown(change.amount)
    return told.also(
        f"{change.by} asked for {wanted} instead of {checkout.order.total}, which the provider has not confirmed.",
        waiting_for=f"The provider's answer about the amount, since {when(change.asked_at)}.",
        following=f"The amount becomes {wanted} once the provider confirms it; what is paid before that counts.",
    )


def _unanswered(checkout: Checkout, told: Explanation) -> Explanation:
    """Tell of a call that was written down and got no answer (R20)."""
    asked = checkout.asked
    if asked is None:
        return told
    deed = _deed(checkout, asked.action)
    return told.also(
        f"The provider was asked {deed} at {when(asked.at)}, and gave no answer: it may be done.",
        waiting_for="The provider, to tell whether that was done.",
        following="To ask for the same once more is safe: it is done once.",
        can=("settle",),
    )


def _deed(checkout: Checkout, action: str) -> str:
    """Say what was asked: `confirm`, `capture/14990`, `cancel/duplicate`."""
    verb, _, amount = action.partition("/")
    if action == CONFIRM:
        return "to send the customer to Alma"
    return f"to capture {checkout.shown(int(amount))}" if verb == "capture" else "to call the payment off"


def _odd(checkout: Checkout, told: Explanation) -> Explanation:
    """Tell what the provider says as long as nobody knows what to make of it (R3)."""
    for entry in checkout.timeline:
        status = str(entry.detail.get("provider_status"))
        says_so_still = checkout.told == status or (checkout.told == "Unheard" and status not in _KINDS)
        if entry.event == "unknown_status" and entry.detail.get("status") == checkout.status and says_so_still:
            said = f"that the payment {_KINDS[status]}" if status in _KINDS else f'"{spoken(status)}"'
            told = told.also(
                f"Since {when(entry.at)} the provider says {said}, which no rule expects here; nothing was changed.",
                following=_where_to_look(checkout, status),
                can=("settle",),
            )
    return told


def _where_to_look(checkout: Checkout, status: str) -> str:
    """Say where more is to be seen; money of a checkout that is canceled counts nowhere (R2)."""
    if checkout.status == "canceled" and status in {"Capturable", "Succeeded"}:
        return f"That money does not count here: give it back at the provider, where it is {checkout.payment_id}."
    return f"What it means is to be seen at the provider, where it is {checkout.payment_id}."


def _unheeded(checkout: Checkout, told: Explanation) -> Explanation:
    """Tell of news that no answer of the provider covers yet (R80)."""
    if not checkout.hinted:
        return told
    return told.also("The provider has sent news that nobody has looked into yet.", can=("settle",))
