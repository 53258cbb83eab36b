"""The calls on Refunds."""

from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.amounts import positive
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.metadata import merged
from tests.support.stripe_emulator.money_back import refund
from tests.support.stripe_emulator.objects import Intent, Refund
from tests.support.stripe_emulator.refusals import Invalid


def create(account: Account, call: Call) -> Refund:
    asked = call.asked
    if "payment_intent" not in asked:
        raise Invalid("parameter_missing", "One of these parameters must be given: payment_intent.", "payment_intent")
    intent = account.get(Intent, asked["payment_intent"], "payment_intent")
    amount = positive(asked["amount"], "amount") if "amount" in asked else None
    metadata = merged({}, asked.get("metadata", {}))
    return refund(account, intent, amount, reason=asked.get("reason"), metadata=metadata)
