"""The calls on PaymentIntents."""

from secrets import token_urlsafe

from tests.support.stripe_emulator import kinds, life
from tests.support.stripe_emulator.account import Account, new_id
from tests.support.stripe_emulator.amounts import known, payable, positive
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.metadata import merged
from tests.support.stripe_emulator.objects import Intent
from tests.support.stripe_emulator.recording import happened
from tests.support.stripe_emulator.refusals import StripeRefusal, unexpected


def create(account: Account, call: Call) -> Intent:
    asked = call.asked
    currency = known(asked["currency"])
    amount = payable(asked["amount"], currency)
    metadata = merged({}, asked.get("metadata", {}))
    kinds.exclusive(asked)
    intent_id = new_id("pi")
    intent = Intent(
        id=intent_id,
        amount=amount,
        currency=currency,
        created=account.now(),
        client_secret=f"{intent_id}_secret_{token_urlsafe(18).replace('-', '0').replace('_', '1')}",
        capture_method=asked.get("capture_method", "automatic"),
        metadata=metadata,
    )
    kinds.limited(intent, asked)
    account.add(intent)
    happened(account, "payment_intent.created", intent, at=intent.created)
    return intent


def retrieve(account: Account, call: Call) -> Intent:
    return account.get(Intent, call.id, "intent")


def update(account: Account, call: Call) -> Intent:
    intent, asked = account.get(Intent, call.id, "intent"), call.asked
    if asked.keys() - {"metadata", "expand"} and intent.status not in life.OPEN:
        raise unexpected(intent, "update")
    amount = payable(asked["amount"], intent.currency) if "amount" in asked else intent.amount
    metadata = merged(intent.metadata, asked.get("metadata", {}))
    kinds.exclusive(asked, intent)
    kinds.limited(intent, asked)
    intent.amount, intent.metadata, intent.error = amount, metadata, None
    return intent


def confirm(account: Account, call: Call) -> Intent:
    """Send the customer to Alma. Not confirmed: that a running attempt may be followed by another one like this."""
    intent, asked = account.get(Intent, call.id, "intent"), call.asked
    if intent.status not in life.CONFIRMABLE:
        raise unexpected(intent, "confirm")
    given = asked.get("payment_method_data")
    if given is None and intent.status != "requires_confirmation":
        message = "You cannot confirm this PaymentIntent because it's missing a payment method."
        raise StripeRefusal("payment_intent_unexpected_state", message, intent=intent)
    assert given in (None, {"type": "alma"}), f"the emulator does not understand {given}"
    kind = given["type"] if given else life.method_of(intent).kind
    kinds.fitting(account, intent, kind)
    if not asked.get("return_url"):
        message = "A return_url is needed to confirm this PaymentIntent with a method that redirects."
        code = "payment_intent_redirect_confirmation_without_return_url"
        raise StripeRefusal(code, message, "return_url", intent=intent)
    if given:
        life.chosen(account, intent, kind)
    life.sent_away(account, intent, asked["return_url"])
    return intent


def capture(account: Account, call: Call) -> Intent:
    intent = account.get(Intent, call.id, "intent")
    amount = positive(call.asked.get("amount_to_capture", intent.amount), "amount_to_capture")
    if intent.status != "requires_capture":
        raise unexpected(intent, "capture")
    if amount > intent.amount:
        message = f"The amount to capture is at most {intent.amount}."
        raise StripeRefusal("amount_too_large", message, "amount_to_capture", intent=intent)
    life.captured(account, intent, amount)
    return intent


def cancel(account: Account, call: Call) -> Intent:
    intent = account.get(Intent, call.id, "intent")
    if intent.status not in life.CANCELABLE:
        raise unexpected(intent, "cancel")
    life.canceled(account, intent, call.asked.get("cancellation_reason"), at=account.now())
    return intent
