"""The calls that tell one object by its id, and the account itself."""

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.objects import Charge, Dispute, Event, Refund


def refund(account: Account, call: Call) -> Refund:
    return account.get(Refund, call.id)


def dispute(account: Account, call: Call) -> Dispute:
    return account.get(Dispute, call.id)


def charge(account: Account, call: Call) -> Charge:
    return account.get(Charge, call.id)


def event(account: Account, call: Call) -> Event:
    return account.get(Event, call.id)


def account(account: Account, call: Call) -> Document:
    settings = account.settings
    alma = settings.capability or ("active" if settings.alma_enabled else "inactive")
    return {
        "id": "acct_1Emulated",
        "object": "account",
        "capabilities": {"alma_payments": alma},
        "charges_enabled": True,
        "country": "FR",
        "default_currency": "eur",
        "details_submitted": True,
        "email": None,
        "payouts_enabled": True,
        "type": "standard",
    }
