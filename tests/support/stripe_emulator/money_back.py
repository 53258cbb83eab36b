"""Money going back: refunds, which are `pending` at first, and disputes."""

from tests.support.stripe_emulator.account import Account, new_id
from tests.support.stripe_emulator.charge_document import refunded
from tests.support.stripe_emulator.objects import Charge, Dispute, Intent, Refund
from tests.support.stripe_emulator.recording import happened
from tests.support.stripe_emulator.refusals import StripeRefusal

TWO_WEEKS = 14 * 86_400
"""How long a shop has to answer a dispute."""

FIVE_MINUTES = 300
"""How long a refund is on its way."""

CLOSED = frozenset({"won", "lost", "warning_closed", "prevented"})


def refund(
    account: Account, intent: Intent, amount: int | None, *, reason: str | None, metadata: dict[str, str]
) -> Refund:
    """Send an amount, or all that is left, on its way back."""
    charge = _refundable(account, intent)
    lost = sum(dispute.amount for dispute in account.of(Dispute, intent.id) if dispute.status == "lost")
    gone = refunded(account, charge)
    left = charge.captured - gone - lost
    if left <= 0:
        raise StripeRefusal("charge_already_refunded", f"Charge {charge.id} has already been refunded.")
    if amount is not None and amount > left:
        # Not confirmed: which code Stripe gives here, so none is given.
        message = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})."
        raise StripeRefusal(None, message, "amount")
    made = Refund(
        id=new_id("re"),
        intent=intent.id,
        charge=charge.id,
        amount=left if amount is None else amount,
        currency=intent.currency,
        created=account.now(),
        metadata=metadata,
        reason=reason,
        doomed=account.settings.refunds_fail,
    )
    account.add(made)
    account.alarm(made.created + FIVE_MINUTES, made)
    happened(account, "refund.created", made, at=made.created)
    happened(account, "charge.refunded", charge, at=made.created, before={"amount_refunded": gone})
    return made


def arrived(account: Account, refund: Refund, *, at: int) -> None:
    """End a refund's way."""
    if refund.doomed:
        failed(account, refund, refund.doomed, at=at)
        return
    refund.status = "succeeded"
    happened(account, "refund.updated", refund, at=at, before={"status": "pending"})


def failed(account: Account, refund: Refund, failure: str, *, at: int) -> None:
    """Have a refund fail, also one that had succeeded."""
    before = refund.status
    refund.status, refund.failure = "failed", failure
    happened(account, "refund.updated", refund, at=at, before={"status": before})
    happened(account, "refund.failed", refund, at=at)


def disputed(account: Account, intent: Intent, amount: int | None) -> Dispute:
    """Open a dispute over an amount, or over all that was received."""
    charge, at = account.get(Charge, intent.charge or ""), account.now()
    made = Dispute(
        id=new_id("du"),
        intent=intent.id,
        charge=charge.id,
        amount=amount or charge.captured,
        currency=intent.currency,
        created=at,
        due_by=at + TWO_WEEKS,
    )
    account.add(made)
    happened(account, "charge.dispute.created", made, at=at)
    return made


def dispute_moved(account: Account, dispute: Dispute, status: str) -> None:
    """Bring a dispute to another status, perhaps its last."""
    before, dispute.status = dispute.status, status
    kind = "charge.dispute.closed" if status in CLOSED else "charge.dispute.updated"
    happened(account, kind, dispute, at=account.now(), before={"status": before})


def _refundable(account: Account, intent: Intent) -> Charge:
    if intent.status != "succeeded":
        # Not confirmed: which code Stripe gives here, so none is given.
        message = f"This PaymentIntent ({intent.id}) does not have a successful charge to refund."
        raise StripeRefusal(None, message, "payment_intent", intent=intent)
    charge = account.get(Charge, intent.charge or "")
    if any(dispute.status not in CLOSED for dispute in account.of(Dispute, intent.id)):
        raise StripeRefusal("charge_disputed", f"Charge {charge.id} has been charged back; cannot issue a refund.")
    return charge
