"""How an attempt to pay ends: with money, or without and for a reason."""

from dataclasses import replace
from datetime import datetime

from adapters.sandbox.moves import confirmable
from adapters.sandbox.payment import CARD, Intent
from adapters.sandbox.refusals import unexpected
from domain.failure import EXPIRY_CODE
from domain.payment import ALMA, Method, PaymentError

RUNNING = frozenset({"requires_action", "processing"})

DECLINES = {
    ALMA: PaymentError("payment_intent_payment_attempt_failed", message="Alma refused this payment."),
    CARD: PaymentError("card_declined", "generic_decline", "Your card was declined."),
}
"""What the provider says of a refusal, by the kind of method."""

EXPIRY = PaymentError(EXPIRY_CODE, message="The customer did not finish in time.")


def decided(intent: Intent, decision: str, *, at: datetime, installments: int = 3) -> Intent:
    """End the running attempt as the customer, Alma or a bank decided: `approve`, `refuse` or `expire`."""
    if intent.status not in RUNNING or intent.method is None:
        raise unexpected("decided", intent.status)
    if decision == "approve":
        return _approved(intent, intent.method, installments, at)
    error = EXPIRY if decision == "expire" else DECLINES[intent.method.kind]
    return over(intent, replace(error, method=intent.method))


def with_card(intent: Intent, method: Method, outcome: str, *, at: datetime) -> Intent:
    """Pay with a card: `approve`, `refuse`, or `action` where the bank wants to see the customer first."""
    confirmable(intent, CARD)
    begun = replace(intent, status="requires_action", method=method, error=None, redirect_url=None)
    return begun if outcome == "action" else decided(begun, outcome, at=at)


def chosen(intent: Intent, method: Method) -> Intent:
    """Choose a way to pay without confirming it yet."""
    confirmable(intent, method.kind)
    return replace(intent, status="requires_confirmation", method=method, error=None, redirect_url=None)


def over(intent: Intent, error: PaymentError | None) -> Intent:
    """Put a payment back to where another way to pay may be tried; the method is detached."""
    return replace(intent, status="requires_payment_method", method=None, redirect_url=None, error=error)


def _approved(intent: Intent, method: Method, installments: int, at: datetime) -> Intent:
    alma = method.kind == ALMA
    approved = replace(
        intent,
        status="requires_capture",
        redirect_url=None,
        installment_count=installments if alma else None,
        transaction_id=f"alma_{method.id}" if alma else None,
    )
    if intent.manual_capture:
        return approved
    return replace(approved, status="succeeded", received=intent.amount, paid_at=at)
