"""A PaymentIntent and a PaymentMethod as Stripe shows them."""

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.objects import Intent, Method

NOBODY = {
    "address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")),
    "email": None,
    "name": None,
    "phone": None,
    "tax_id": None,
}
"""The billing details of a customer who told nothing."""

_ABSENT = (
    "application",
    "application_fee_amount",
    "customer",
    "customer_account",
    "description",
    "on_behalf_of",
    "processing",
    "receipt_email",
    "review",
    "setup_future_usage",
    "shipping",
    "source",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
)


def payment_intent(account: Account, intent: Intent) -> Document:
    return {
        **dict.fromkeys(_ABSENT),
        "id": intent.id,
        "object": "payment_intent",
        "amount": intent.amount,
        "amount_capturable": intent.amount if intent.status == "requires_capture" else 0,
        "amount_details": {"tip": {}},
        "amount_received": intent.received,
        "automatic_payment_methods": None if intent.allowed else {"allow_redirects": "always", "enabled": True},
        "canceled_at": intent.canceled_at,
        "cancellation_reason": intent.cancellation_reason,
        "capture_method": intent.capture_method,
        "client_secret": intent.client_secret,
        "confirmation_method": "automatic",
        "created": intent.created,
        "currency": intent.currency,
        "excluded_payment_method_types": list(intent.excluded) or None,
        "last_payment_error": intent.error,
        "latest_charge": intent.charge,
        "livemode": account.livemode,
        "metadata": dict(intent.metadata),
        "next_action": _next_action(account, intent),
        "payment_method": intent.method.id if intent.method else None,
        "payment_method_options": {},
        "payment_method_types": account.offered(intent),
        "status": intent.status,
    }


def payment_method(account: Account, method: Method) -> Document:
    return {
        "id": method.id,
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": NOBODY,
        "created": method.created,
        "customer": None,
        "customer_account": None,
        "livemode": account.livemode,
        "metadata": {},
        "type": method.kind,
        method.kind: CARD if method.kind == "card" else {},
    }


def _next_action(account: Account, intent: Intent) -> Document | None:
    if intent.status != "requires_action":
        return None
    if intent.attempt is None:
        return {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    if account.settings.no_address:
        return {"type": "redirect_to_url", "redirect_to_url": {"return_url": intent.attempt.return_url, "url": None}}
    redirect = {"return_url": intent.attempt.return_url, "url": intent.attempt.url}
    return {"type": "redirect_to_url", "redirect_to_url": redirect}


CARD = {
    "brand": "visa",
    "checks": None,
    "country": "FR",
    "display_brand": "visa",
    "exp_month": 12,
    "exp_year": 2034,
    "fingerprint": "Xt5EWLLDS7FJjR1c",
    "funding": "credit",
    "generated_from": None,
    "last4": "4242",
    "networks": {"available": ["visa"], "preferred": None},
    "regulated_status": "unregulated",
    "three_d_secure_usage": {"supported": True},
    "wallet": None,
}
