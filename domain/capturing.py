"""Capturing an authorization: once, all of it or a part; the rest is released (R50, R51)."""

from domain.checkout import Capture, Checkout
from domain.errors import AmountExceedsAuthorized, NotAllowedNow
from domain.states import Authorized, Canceled


def already_captured(checkout: Checkout, amount: int | None) -> bool:
    """Say whether this capture was made before, so that it answers as the first did."""
    whole = checkout.accepted.amount if checkout.accepted else checkout.order.total.amount
    asked = whole if amount is None else amount
    return checkout.capture is Capture.MANUAL and checkout.captured == asked


def amount_to_capture(checkout: Checkout, amount: int | None) -> int:
    """Give the amount to take, in minor units: all that is authorized when none is named.

    Raises:
        AmountExceedsAuthorized: more than was authorized.
        NotAllowedNow: the checkout is not authorized; with the reason if it was called off.
    """
    match checkout.state:
        case Authorized(amount=authorized):
            if amount is not None and amount > authorized:
                raise AmountExceedsAuthorized(authorized, checkout.shown(authorized))
            return authorized if amount is None else amount
        case Canceled(reason=reason):
            raise NotAllowedNow("Capturing", checkout.status, reason=reason)
    raise NotAllowedNow("Capturing", checkout.status)
