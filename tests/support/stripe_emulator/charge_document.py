"""A Charge and its BalanceTransaction as Stripe shows them."""

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.intent_document import NOBODY
from tests.support.stripe_emulator.objects import Charge, Dispute, Refund

_ABSENT = (
    "application",
    "application_fee",
    "application_fee_amount",
    "calculated_statement_descriptor",
    "customer",
    "description",
    "failure_balance_transaction",
    "on_behalf_of",
    "receipt_email",
    "receipt_number",
    "receipt_url",
    "review",
    "shipping",
    "source",
    "source_transfer",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
)

GONE = frozenset({"failed", "canceled"})
"""Refunds in these statuses give nothing back."""


def refunded(account: Account, charge: Charge) -> int:
    """Give what has gone back, or is on its way: the charge's cumulative `amount_refunded`."""
    refunds = (refund for refund in account.of(Refund, charge.intent) if refund.charge == charge.id)
    return sum(refund.amount for refund in refunds if refund.status not in GONE)


def charge(account: Account, charge: Charge) -> Document:
    gone = refunded(account, charge)
    return {
        **dict.fromkeys(_ABSENT),
        "id": charge.id,
        "object": "charge",
        "amount": charge.amount,
        "amount_captured": charge.captured,
        "amount_refunded": gone,
        "balance_transaction": charge.balance_transaction,
        "billing_details": NOBODY,
        "captured": charge.captured > 0,
        "created": charge.created,
        "currency": charge.currency,
        "disputed": any(dispute.charge == charge.id for dispute in account.of(Dispute, charge.intent)),
        "failure_code": charge.failure,
        "failure_message": "Your card was declined." if charge.failure else None,
        "fraud_details": {},
        "livemode": account.livemode,
        "metadata": charge.metadata,
        "outcome": None,
        "paid": charge.failure is None,
        "payment_intent": charge.intent,
        "payment_method": charge.method.id,
        "payment_method_details": _details(account, charge),
        "radar_options": {},
        "refunded": charge.captured > 0 and gone >= charge.captured,
        "status": "failed" if charge.failure else "succeeded",
    }


def balance_transaction(charge: Charge) -> Document:
    """Show the booking of what was captured; its `created` is the time of payment."""
    return {
        "id": charge.balance_transaction,
        "object": "balance_transaction",
        "amount": charge.captured,
        "available_on": (charge.booked_at or charge.created) + 3 * 86_400,
        "balance_type": "payments",
        "created": charge.booked_at,
        "currency": charge.currency,
        "description": None,
        "exchange_rate": None,
        "fee": 0,
        "fee_details": [],
        "net": charge.captured,
        "reporting_category": "charge",
        "source": charge.id,
        "status": "pending",
        "type": "payment",
    }


def _details(account: Account, charge: Charge) -> Document:
    if charge.method.kind == "card":
        return {"type": "card", "card": {"brand": "visa", "exp_month": 12, "exp_year": 2034, "last4": "4242"}}
    told = account.settings.alma_details
    plan = {"count": charge.installments} if told and charge.installments else None
    return {"type": "alma", "alma": {"installments": plan, "transaction_id": charge.transaction_id if told else None}}
