"""What time does: an hour ends an attempt with Alma, seven days an authorization, five minutes a refund's way."""

from tests.support.stripe_emulator.account import EXPIRY_CODE, Account, Document
from tests.support.stripe_emulator.life import canceled, ended
from tests.support.stripe_emulator.money_back import arrived
from tests.support.stripe_emulator.objects import Intent, Refund

AN_HOUR = 3_600
SEVEN_DAYS = 7 * 86_400
FIVE_MINUTES = 300


def pass_time(account: Account) -> None:
    """Bring everything to the present; what ended, ended at its own time."""
    now = account.now()
    for intent in account.all(Intent):
        if _hour_is_over(account, intent, now) and intent.method:
            ended(account, intent, _expiry(account), at=intent.method.created + AN_HOUR)
        if intent.status == "requires_capture" and now >= intent.created + SEVEN_DAYS:
            canceled(account, intent, "automatic", at=intent.created + SEVEN_DAYS)
    for refund in account.all(Refund):
        if refund.status == "pending" and now >= refund.created + FIVE_MINUTES:
            arrived(account, refund, at=refund.created + FIVE_MINUTES)


def _hour_is_over(account: Account, intent: Intent, now: int) -> bool:
    if account.settings.late_to_end or intent.attempt is None or intent.method is None:
        return False
    return intent.status == "requires_action" and now >= intent.method.created + AN_HOUR


def _expiry(account: Account) -> Document | None:
    error = {"message": "The customer did not finish in time."}
    return {"silent": None, "without_code": error, "with_code": {"code": EXPIRY_CODE, **error}}[account.settings.expiry]
