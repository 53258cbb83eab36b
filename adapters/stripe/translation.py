"""Between Stripe's words and ours, both ways: pure functions over the SDK's own types.

What Stripe leaves out may be absent and not just null, so that optional fields are read with a default.
"""

from collections.abc import Iterable

from stripe import Charge, Dispute, PaymentIntent, PaymentMethod, Refund
from stripe.params import (
    PaymentIntentCancelParams,
    PaymentIntentCaptureParams,
    PaymentIntentConfirmParams,
    PaymentIntentCreateParams,
    PaymentIntentUpdateParams,
    RefundCreateParams,
)

from adapters.stripe.disputes import dispute_of
from adapters.stripe.reading import inside, moment, named, text, whole
from domain.payment import (
    ALMA,
    AwaitingAction,
    AwaitingConfirmation,
    AwaitingMethod,
    Capturable,
    InProgress,
    Method,
    Payment,
    PaymentError,
    PaymentStatus,
    ProviderRefund,
    Succeeded,
    Unheard,
    Voided,
)
from domain.ports import NewPayment

EXPAND = ["payment_method", "latest_charge.balance_transaction"]
"""What is told in full beside a PaymentIntent: the method of the attempt, and the charge with its time of payment."""


def create_params(new: NewPayment) -> PaymentIntentCreateParams:
    """Ask for a PaymentIntent, with Alma alone or with what the account offers."""
    params: PaymentIntentCreateParams = {
        "amount": new.amount,
        "currency": new.currency.lower(),
        "capture_method": "manual" if new.manual_capture else "automatic",
        "metadata": dict(new.metadata),
        "expand": EXPAND,
    }
    if new.alma_only:
        return {**params, "allowed_payment_method_types": [ALMA]}
    params["automatic_payment_methods"] = {"enabled": True}
    return {**params, "excluded_payment_method_types": [ALMA]} if new.exclude_alma else params


def update_params(amount: int, *, exclude_alma: bool | None) -> PaymentIntentUpdateParams:
    """Ask for another amount; whether Alma is kept out is left alone where only Alma is allowed."""
    params: PaymentIntentUpdateParams = {"amount": amount, "expand": EXPAND}
    if exclude_alma is None:
        return params
    return {**params, "excluded_payment_method_types": [ALMA] if exclude_alma else ""}


def confirm_params(return_to: str) -> PaymentIntentConfirmParams:
    """Ask to send the customer to Alma; without a return address Stripe says what is missing."""
    params: PaymentIntentConfirmParams = {"payment_method_data": {"type": "alma"}, "expand": EXPAND}
    return {**params, "return_url": return_to} if return_to else params


def capture_params(amount: int) -> PaymentIntentCaptureParams:
    """Ask for the money, or a part of it."""
    return {"amount_to_capture": amount, "expand": EXPAND}


def cancel_params(reason: str) -> PaymentIntentCancelParams:
    """Ask to call it off."""
    return {"cancellation_reason": reason, "expand": EXPAND}


def refund_params(payment_id: str, amount: int, reason: str | None, refund: str) -> RefundCreateParams:
    """Ask to give money back, with our id in its metadata."""
    params: RefundCreateParams = {"payment_intent": payment_id, "amount": amount, "metadata": {"refund": refund}}
    return {**params, "reason": reason} if reason else params


def payment_of(intent: PaymentIntent, refunds: Iterable[Refund] = (), disputes: Iterable[Dispute] = ()) -> Payment:
    """Tell a PaymentIntent in our words."""
    return Payment(
        id=intent.id,
        amount=whole(intent.amount),
        currency=intent.currency.upper(),
        checkout=named(intent, "checkout"),
        created_at=moment(intent.created),
        status=_status(intent),
        offered=frozenset(intent.payment_method_types),
        refunds=tuple(refund_of(refund) for refund in refunds),
        disputes=tuple(dispute_of(dispute) for dispute in disputes),
        installation=named(intent, "installation"),
    )


def refund_of(refund: Refund) -> ProviderRefund:
    """Tell a refund in our words; our own id is in its metadata."""
    return ProviderRefund(
        id=refund.id,
        amount=whole(refund.amount),
        status=text(refund.status) or "pending",
        created_at=moment(refund.created),
        refund=named(refund, "refund"),
        failure=text(getattr(refund, "failure_reason", None)),
    )


def payment_id_of(thing: PaymentIntent | Refund | Dispute) -> str | None:
    """Give the id of the PaymentIntent that something is, or belongs to; None for money that came another way."""
    if isinstance(thing, PaymentIntent):
        return thing.id
    told = getattr(thing, "payment_intent", None)
    return told.id if isinstance(told, PaymentIntent) else text(told)


def charge_of(intent: PaymentIntent) -> Charge | None:
    """Give the charge of the latest attempt, where it was expanded."""
    charge = getattr(intent, "latest_charge", None)
    return charge if isinstance(charge, Charge) else None


def _status(intent: PaymentIntent) -> PaymentStatus:
    method = _method(getattr(intent, "payment_method", None))
    match intent.status:
        case "requires_payment_method":
            return AwaitingMethod(_error(intent))
        case "requires_confirmation":
            return AwaitingConfirmation()
        case "requires_action":
            return AwaitingAction(method or Method(None, _only_kind(intent)), _redirect(intent))
        case "processing":
            return InProgress(method)
        case "requires_capture":
            return Capturable(whole(intent.amount_capturable), method)
        case "succeeded":
            return _succeeded(intent, method)
        case "canceled":
            canceled_at = getattr(intent, "canceled_at", None)
            reason = text(getattr(intent, "cancellation_reason", None))
            return Voided(reason, moment(canceled_at) if canceled_at else None)
    return Unheard(text(intent.status) or "none")


def _succeeded(intent: PaymentIntent, method: Method | None) -> Succeeded:
    charge = charge_of(intent)
    alma = inside(charge, "payment_method_details", ALMA)
    booked = inside(charge, "balance_transaction", "created")
    paid_at = booked or (charge.created if charge else intent.created)
    return Succeeded(
        whole(intent.amount_received),
        moment(paid_at),
        method,
        whole(count) if (count := inside(alma, "installments", "count")) is not None else None,
        text(inside(alma, "transaction_id")),
    )


def _method(told: str | PaymentMethod | None) -> Method | None:
    if isinstance(told, PaymentMethod):
        return Method(text(told.id), text(told.type) or "unknown", moment(told.created))
    return None if told is None else Method(text(told), "unknown")


def _error(intent: PaymentIntent) -> PaymentError | None:
    error = getattr(intent, "last_payment_error", None)
    if error is None:
        return None
    return PaymentError(
        text(getattr(error, "code", None)),
        text(getattr(error, "decline_code", None)),
        text(getattr(error, "message", None)),
        _method(getattr(error, "payment_method", None)),
    )


def _redirect(intent: PaymentIntent) -> str | None:
    url = inside(getattr(intent, "next_action", None), "redirect_to_url", "url")
    return url if isinstance(url, str) and url else None


def _only_kind(intent: PaymentIntent) -> str:
    return intent.payment_method_types[0] if len(intent.payment_method_types) == 1 else "unknown"
