"""Where the provider's answer leads a checkout once the customer has acted: processing, authorized, paid, canceled."""

from datetime import datetime, timedelta

from domain.checkout import Capture, Checkout, Methods
from domain.payment import ALMA, Capturable, InProgress, Method, Payment, Succeeded, Voided
from domain.reasons import Asked, Heard, Ours
from domain.states import Attempt, Authorized, Canceled, Paid, Processing
from domain.timeline import Entry

TIME_TO_CAPTURE = timedelta(days=7)
"""How long Alma holds an authorization, from the creation of the payment (R50)."""

_RAN_OUT = frozenset({"automatic", "expired"})


def processing(checkout: Checkout, status: InProgress, *, at: datetime, by: str) -> Checkout:
    """Wait for the provider."""
    attempt, number = _attempt(checkout, status.method, at)
    entry = Entry(at, "processing", by, {"attempt": number})
    return checkout.become(Processing(at, attempt), at, entry, attempts=number)


def authorized(checkout: Checkout, status: Capturable, news: Payment, *, at: datetime, by: str) -> Checkout:
    """Hold money that waits for capture; with Alma for seven days."""
    attempt, number = _attempt(checkout, status.method, at)
    before = news.created_at + TIME_TO_CAPTURE if with_alma(checkout, attempt) else None
    entry = Entry(at, "authorized", by, {"amount": status.amount})
    state = Authorized(status.amount, before, attempt)
    return checkout.become(state, at, entry, attempts=number)


def paid(checkout: Checkout, status: Succeeded, *, at: datetime, by: str) -> Checkout:
    """Take in money, whatever our clock says (R42)."""
    attempt, number = _attempt(checkout, status.method, at)
    state = Paid(
        status.received,
        status.paid_at,
        attempt,
        status.installment_count,
        status.transaction_id,
    )
    entry = Entry(at, "paid", by, {"amount": status.received})
    return checkout.become(state, at, entry, attempts=number)


def canceled(checkout: Checkout, status: Voided, *, at: datetime, by: str) -> Checkout:
    """Take in a cancellation; one of an authorization that ran out is called that (R50)."""
    reason = _reason(checkout, status, at)
    return checkout.become(Canceled(reason, by, at), at, Entry(at, "canceled", by, {"reason": reason}))


def called_off(
    checkout: Checkout,
    reason: Asked | Ours,
    *,
    at: datetime,
    by: str,
    code: str | None = None,
    message: str | None = None,
) -> Checkout:
    """End a checkout that has no payment, or whose payment is canceled already; one that ended stays as it is."""
    if isinstance(checkout.state, Canceled):
        return checkout
    entry = Entry(at, "canceled", by, {"reason": reason} | ({"code": code} if code else {}))
    return checkout.become(Canceled(reason, by, at, code, message), at, entry)


def with_alma(checkout: Checkout, attempt: Attempt | None) -> bool:
    """Say whether the money comes through Alma, so that Alma's 7 and 180 days count (R50, R63)."""
    return attempt.method == ALMA if attempt else checkout.methods is Methods.ALMA


def _reason(checkout: Checkout, status: Voided, at: datetime) -> str | Ours | Heard:
    if _authorization_ran_out(checkout, status, at):
        return "authorization_expired"
    if checkout.misses_alma and status.reason == "abandoned":
        return "alma_not_offered"  # our own withdrawal, whose answer was lost (R16)
    return status.reason or "canceled_at_provider"


def _authorization_ran_out(checkout: Checkout, status: Voided, at: datetime) -> bool:
    """Judge by the provider's reason, also where we never saw the authorization; without one, by the deadline."""
    if status.reason is not None:
        return checkout.capture is Capture.MANUAL and status.reason in _RAN_OUT
    match checkout.state:
        case Authorized(capture_before=before) if before is not None:
            return (status.at or at) >= before
    return False


def _attempt(checkout: Checkout, method: Method | None, at: datetime) -> tuple[Attempt | None, int]:
    """Give the attempt that ended well, and how many there were: the running one, or one that we never saw begin."""
    running = checkout.attempt
    if running and (method is None or method.id in {None, running.method_id}):
        return running.ended_well(), checkout.attempts
    if method is None:
        return None, checkout.attempts
    number = checkout.attempts + 1
    started_at = method.created_at or at
    return Attempt(number, method.kind, method.id, started_at, on_page=True), number
