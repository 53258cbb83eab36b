"""What time does: an hour ends an attempt with Alma, seven days an authorization, five minutes a refund's way."""

from tests.support.stripe_emulator.account import EXPIRY_CODE, Account, Document
from tests.support.stripe_emulator.life import AN_HOUR, SEVEN_DAYS, canceled, ended
from tests.support.stripe_emulator.money_back import arrived
from tests.support.stripe_emulator.objects import Intent, Refund


def pass_time(account: Account) -> None:
    """Bring everything to the present; what ended, ended at its own time."""
    for at, thing in account.alarms():
        if isinstance(thing, Refund):
            if thing.status == "pending":
                arrived(account, thing, at=at)
        elif thing.status == "requires_capture" and at >= thing.created + SEVEN_DAYS:
            canceled(account, thing, "automatic", at=at)
        elif _ran_out(thing, at):
            _end_or_wait(account, thing, at)


def _ran_out(intent: Intent, at: int) -> bool:
    """Say whether it is this attempt's hour, and not that of one before it."""
    running = intent.attempt if intent.status == "requires_action" else None
    return running is not None and running.began + AN_HOUR == at


def _end_or_wait(account: Account, intent: Intent, at: int) -> None:
    if account.settings.late_to_end:
        account.alarm(at, intent)
    else:
        ended(account, intent, _expiry(account), at=at)


def _expiry(account: Account) -> Document | None:
    error = {"message": "The customer did not finish in time."}
    return {"silent": None, "without_code": error, "with_code": {"code": EXPIRY_CODE, **error}}[account.settings.expiry]
