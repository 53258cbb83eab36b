"""How an attempt is decided, by Alma or by a card's bank, and what an ended one leaves behind."""

from tests.support.stripe_emulator import life
from tests.support.stripe_emulator.account import EXPIRY_CODE, Account, new_id
from tests.support.stripe_emulator.objects import Charge, Intent, Method
from tests.support.stripe_emulator.recording import happened

REFUSED = {"code": "payment_intent_payment_attempt_failed", "message": "Alma refused this payment."}

DECLINED = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "generic_decline",
    "message": "Your card was declined.",
}

EXPIRED = {"code": EXPIRY_CODE, "message": "The customer did not finish in time."}


def decided(account: Account, intent: Intent, decision: str, *, installments: int = 3) -> None:
    """End the running attempt: `approve`, `refuse` or `expire`. A card that is declined leaves a failed charge."""
    method = life.running(intent)
    if decision == "approve":
        life.approved(account, intent, installments=installments)
    elif decision == "expire":
        life.ended(account, intent, EXPIRED, at=account.now())
    elif method.kind == "card":
        failed = _failed_charge(account, intent, method)
        life.ended(account, intent, {**DECLINED, "charge": failed.id}, at=failed.created)
    else:
        life.ended(account, intent, REFUSED, at=account.now())


def _failed_charge(account: Account, intent: Intent, method: Method) -> Charge:
    failed = Charge(
        id=new_id("ch"),
        intent=intent.id,
        amount=intent.amount,
        currency=intent.currency,
        created=account.now(),
        method=method,
        metadata=dict(intent.metadata),
        failure="card_declined",
    )
    intent.charge = account.add(failed).id
    happened(account, "charge.failed", failed, at=failed.created)
    return failed
