"""What the shop may do to a payment, and when the provider refuses it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from adapters.sandbox.payment import Intent
from adapters.sandbox.refusals import refused, unexpected
from domain.payment import ALMA, Method
from domain.ports import NewPayment

LARGEST = 99_999_999
"""The most that one payment may be, in minor units."""

CHANGEABLE = frozenset({"requires_payment_method", "requires_confirmation"})
CONFIRMABLE = CHANGEABLE | {"requires_action"}
CANCELABLE = CONFIRMABLE | {"requires_capture"}

CANCELLATION_REASONS = ("abandoned", "duplicate", "fraudulent", "requested_by_customer")


def created(payment_id: str, new: NewPayment, *, at: datetime) -> Intent:
    """Give a new payment, which waits for a way to pay."""
    checked(new.amount)
    currency = new.currency.upper()
    if new.alma_only and currency != "EUR":
        raise wrong_currency(currency)
    return Intent(
        id=payment_id,
        amount=new.amount,
        currency=currency,
        metadata=dict(new.metadata),
        alma_only=new.alma_only,
        alma_excluded=new.exclude_alma and not new.alma_only,
        manual_capture=new.manual_capture,
        created_at=at,
    )


def confirmed_with_alma(intent: Intent, method: Method, *, return_to: str | None, page: str | None) -> Intent:
    """Send the customer to Alma: the next attempt begins, whatever became of an earlier one."""
    confirmable(intent, ALMA)
    if not return_to:
        raise refused(
            "payment_intent_redirect_confirmation_without_return_url",
            "A way to pay that redirects needs an address to return to.",
        )
    return replace(intent, status="requires_action", method=method, error=None, redirect_url=page, return_to=return_to)


def confirmable(intent: Intent, kind: str) -> None:
    """Refuse an attempt that the payment's status, or what is offered for it, does not allow."""
    if intent.status not in CONFIRMABLE:
        raise unexpected("confirmed", intent.status)
    if kind == ALMA and intent.currency != "EUR":
        raise wrong_currency(intent.currency)
    if kind not in intent.offered:
        raise refused("payment_method_not_available", f"The method {kind} is not offered for this payment.")


def amount_changed(intent: Intent, amount: int, *, exclude_alma: bool | None) -> Intent:
    """Set the amount and whether Alma is kept out; the last error is forgotten."""
    if intent.status not in CHANGEABLE:
        raise unexpected("changed", intent.status)
    return replace(
        intent,
        amount=checked(amount),
        alma_excluded=intent.alma_excluded if exclude_alma is None else exclude_alma,
        error=None,
    )


def captured(intent: Intent, amount: int, *, at: datetime) -> Intent:
    """Take what was reserved, or a part of it; the rest is released for good."""
    if intent.status != "requires_capture":
        raise unexpected("captured", intent.status)
    if checked(amount) > intent.amount:
        raise refused("amount_too_large", f"At most {intent.amount} minor units can be captured.")
    return replace(intent, status="succeeded", received=amount, paid_at=at)


def canceled(intent: Intent, reason: str, *, at: datetime) -> Intent:
    """Call a payment off; one that was called off already is refused, as the provider does."""
    if intent.status not in CANCELABLE:
        raise unexpected("canceled", intent.status)
    if reason not in CANCELLATION_REASONS:
        raise refused(None, f"A payment is canceled as one of {', '.join(CANCELLATION_REASONS)}.")
    return replace(intent, status="canceled", redirect_url=None, cancellation_reason=reason, canceled_at=at)


def received(intent: Intent, amount: int) -> Intent:
    """Have another amount received than was asked for."""
    if intent.status != "succeeded":
        raise unexpected("received otherwise", intent.status)
    return replace(intent, received=checked(amount))


def altered(
    intent: Intent,
    *,
    amount: int | None = None,
    received: int | None = None,
    currency: str | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Intent:
    """Change facts behind the shop's back, in any status, so that they contradict its order."""
    return replace(
        intent,
        amount=intent.amount if amount is None else amount,
        received=intent.received if received is None else received,
        currency=currency or intent.currency,
        metadata=intent.metadata if metadata is None else dict(metadata),
    )


def checked(amount: int) -> int:
    """Give an amount back if the provider takes it."""
    if amount < 1:
        raise refused("parameter_invalid_integer", "An amount is at least one minor unit.")
    if amount > LARGEST:
        raise refused("amount_too_large", f"An amount is at most {LARGEST} minor units.")
    return amount


def wrong_currency(currency: str) -> Exception:
    """Give the refusal of Alma in anything but euros."""
    return refused("payment_intent_invalid_currency", f"Alma takes eur only, and this is {currency.lower()}.")
