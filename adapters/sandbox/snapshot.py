"""The sandbox's payment in the words of the domain."""

from adapters.sandbox.payment import Intent
from domain.payment import (
    AwaitingAction,
    AwaitingConfirmation,
    AwaitingMethod,
    Capturable,
    InProgress,
    Payment,
    PaymentStatus,
    Succeeded,
    Unheard,
    Voided,
)


def snapshot(intent: Intent) -> Payment:
    """Tell a payment as it is."""
    return Payment(
        id=intent.id,
        amount=intent.amount,
        currency=intent.currency,
        checkout=intent.metadata.get("checkout"),
        created_at=intent.created_at,
        status=_status(intent),
        offered=intent.offered,
        refunds=intent.refunds,
        disputes=intent.disputes,
        installation=intent.metadata.get("installation"),
    )


def _status(intent: Intent) -> PaymentStatus:
    match intent:
        case Intent(status="requires_payment_method"):
            return AwaitingMethod(intent.error)
        case Intent(status="requires_confirmation"):
            return AwaitingConfirmation()
        case Intent(status="requires_action", method=method) if method:
            return AwaitingAction(method, intent.redirect_url)
        case Intent(status="processing"):
            return InProgress(intent.method)
        case Intent(status="requires_capture"):
            return Capturable(intent.amount, intent.method)
        case Intent(status="succeeded", paid_at=paid_at) if paid_at:
            return Succeeded(intent.received, paid_at, intent.method, intent.installment_count, intent.transaction_id)
        case Intent(status="canceled"):
            return Voided(intent.cancellation_reason, intent.canceled_at)
    return Unheard(intent.status)
