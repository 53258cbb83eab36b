"""The life of a PaymentIntent: what the shop, the customer and the passing of time make of it."""

from dataclasses import replace
from secrets import token_urlsafe

from tests.support.stripe_emulator.account import Account, Document, new_id
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.objects import Attempt, Charge, Intent, Method
from tests.support.stripe_emulator.recording import happened
from tests.support.stripe_emulator.refusals import unexpected

OPEN = frozenset({"requires_payment_method", "requires_confirmation"})
CONFIRMABLE = OPEN | {"requires_action"}
CANCELABLE = CONFIRMABLE | {"requires_capture"}
RUNNING = frozenset({"requires_action", "processing"})
AN_HOUR = 3_600
SEVEN_DAYS = 7 * 86_400


def chosen(account: Account, intent: Intent, kind: str) -> Method:
    """Attach a new method of a kind, not confirmed yet."""
    method = account.add(Method(new_id("pm"), kind, account.now()))
    intent.method, intent.attempt, intent.error = method, None, None
    intent.status = "requires_confirmation"
    return method


def sent_away(account: Account, intent: Intent, return_url: str | None) -> None:
    """Begin an attempt that the customer finishes elsewhere: at Alma, or with the bank of a card."""
    method = method_of(intent)
    if method.kind == "alma":
        token = token_urlsafe(18)
        url = f"{account.settings.alma_url}/{token}"
        intent.attempt = Attempt(token, intent.id, account.now(), url, return_url or "")
        account.attempts[token] = intent.attempt
        account.alarm(intent.attempt.began + AN_HOUR, intent)
    intent.status, intent.error = "requires_action", None
    happened(account, "payment_intent.requires_action", intent, at=account.now())


def approved(account: Account, intent: Intent, *, installments: int = 3) -> None:
    """Let the running attempt succeed."""
    method, at = running(intent), account.now()
    alma = method.kind == "alma"
    charge = account.add(
        Charge(
            id=new_id("py" if alma else "ch"),
            intent=intent.id,
            amount=intent.amount,
            currency=intent.currency,
            created=at,
            method=replace(method),
            metadata=dict(intent.metadata),
            installments=installments if alma else None,
            transaction_id=new_id("alma") if alma else None,
        )
    )
    intent.charge, intent.attempt, intent.status = charge.id, None, "requires_capture"
    if intent.capture_method == "manual":
        account.alarm(intent.created + SEVEN_DAYS, intent)
        happened(account, "charge.succeeded", charge, at=at)
        happened(account, "payment_intent.amount_capturable_updated", intent, at=at)
        return
    _booked(account, intent, charge, intent.amount, at)
    happened(account, "charge.succeeded", charge, at=at)
    happened(account, "payment_intent.succeeded", intent, at=at)


def ended(account: Account, intent: Intent, error: Document | None, *, at: int) -> None:
    """Let the running attempt fail: the method is detached, and the error names it."""
    method = running(intent)
    error = {"type": "invalid_request_error", **error} if error else None
    intent.error = {**error, "payment_method": document(account, method)} if error else None
    intent.method, intent.attempt, intent.status = None, None, "requires_payment_method"
    happened(account, "payment_intent.payment_failed", intent, at=at)


def captured(account: Account, intent: Intent, amount: int) -> None:
    """Take an amount and release the rest."""
    charge, at = account.get(Charge, intent.charge or ""), account.now()
    _booked(account, intent, charge, amount, at)
    happened(account, "charge.captured", charge, at=at)
    happened(account, "payment_intent.succeeded", intent, at=at)


def canceled(account: Account, intent: Intent, reason: str | None, *, at: int) -> None:
    """Call it off."""
    intent.status, intent.attempt = "canceled", None
    intent.cancellation_reason, intent.canceled_at = reason, at
    happened(account, "payment_intent.canceled", intent, at=at)


def running(intent: Intent) -> Method:
    """Give the method of the running attempt."""
    if intent.status not in RUNNING:
        raise unexpected(intent, "decide")
    return method_of(intent)


def method_of(intent: Intent) -> Method:
    """Give the method that is attached."""
    assert intent.method, f"{intent.id} has no method"
    return intent.method


def _booked(account: Account, intent: Intent, charge: Charge, amount: int, at: int) -> None:
    charge.captured, charge.booked_at, charge.balance_transaction = amount, at, new_id("txn")
    account.bookings[charge.balance_transaction] = charge
    intent.received, intent.status = amount, "succeeded"
