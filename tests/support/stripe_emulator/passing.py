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
        attempt = None if account.settings.late_to_end else intent.attempt
        if attempt and intent.status == "requires_action" and now >= attempt.began + AN_HOUR:
            ended(account, intent, _expiry(account), at=attempt.began + AN_HOUR)
        if intent.status == "requires_capture" and now >= intent.created + SEVEN_DAYS:
            canceled(account, intent, "automatic", at=intent.created + SEVEN_DAYS)
    for refund in account.all(Refund):
        if refund.status == "pending" and now >= refund.created + FIVE_MINUTES:
            arrived(account, refund, at=refund.created + FIVE_MINUTES)


def _expiry(account: Account) -> Document | None:
    error = {"message": "The customer did not finish in time."}
    return {"silent": None, "without_code": error, "with_code": {"code": EXPIRY_CODE, **error}}[account.settings.expiry]
