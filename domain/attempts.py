"""Attempts: how they begin, run, and end without money (R24, R30 to R34, R40 to R44)."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import Checkout
from domain.failure import failure_of
from domain.payment import AwaitingAction, Method, PaymentError
from domain.states import AN_HOUR, Attempt, AwaitingCustomer, Open
from domain.timeline import Entry


def same(attempt: Attempt, status: AwaitingAction) -> bool:
    """Say whether the provider speaks of this attempt: the method's id tells (R24)."""
    told = status.method.id
    return told is None or attempt.method_id is None or told == attempt.method_id


def begun(
    checkout: Checkout, status: AwaitingAction, *, at: datetime, by: str, confirmed_at: datetime | None
) -> Checkout:
    """Begin the next attempt, with its own hour from when the provider says, we confirmed, or we noticed."""
    method = status.method
    again = method.id in checkout.ended_methods
    told = None if again else method.created_at
    attempt = Attempt(
        number=checkout.attempts + 1,
        method=method.kind,
        method_id=method.id,
        started_at=told or confirmed_at or at,
        redirect_url=status.redirect_url,
        on_page=confirmed_at is None,
    )
    over = tuple(ended for ended in _ended(checkout) if ended != method.id)
    entry = Entry(at, "redirected", by, {"attempt": attempt.number, "method": method.kind})
    return checkout.become(
        AwaitingCustomer(attempt), at, entry, attempts=attempt.number, ended_methods=over
    )


def still_running(
    checkout: Checkout, attempt: Attempt, status: AwaitingAction, *, at: datetime, by: str
) -> Checkout:
    """Keep an attempt that runs; note once when its hour is over (R41)."""
    entries: tuple[Entry, ...] = ()
    if attempt.overdue(at) and not checkout.happened("attempt_overdue", attempt=attempt.number):
        entries = (Entry(at, "attempt_overdue", by, {"attempt": attempt.number}),)
    refreshed = replace(
        attempt,
        redirect_url=status.redirect_url,
        method_id=attempt.method_id or status.method.id,
    )
    if refreshed == attempt and not entries:
        return checkout
    return checkout.changed(at, *entries, state=AwaitingCustomer(refreshed))


def ended(checkout: Checkout, error: PaymentError | None, *, at: datetime, by: str) -> Checkout:
    """End the running attempt: declined or expired. An error about an earlier one ends nothing (R34)."""
    told = _id(error.method if error else None)
    if told in checkout.ended_methods:
        return checkout
    attempt = checkout.attempt
    known = attempt is None or attempt.method_id is None or told in {None, attempt.method_id}
    number = checkout.attempts if known else checkout.attempts + 1
    overdue = known and attempt is not None and attempt.overdue(at)
    return _reopened(checkout, error, number, overdue=overdue, at=at, by=by)


def ended_unseen(
    checkout: Checkout, error: PaymentError | None, *, at: datetime, by: str
) -> Checkout:
    """Record, once, an attempt that began and ended without us: one whose method is new, or the first (R24)."""
    if error is None:
        return checkout
    told = _id(error.method)
    old_news = checkout.attempts > 0 if told is None else told in checkout.ended_methods
    if old_news:
        return checkout
    return _reopened(checkout, error, checkout.attempts + 1, overdue=False, at=at, by=by)


def _reopened(  # noqa: PLR0913 -- all that the end of an attempt is made of
    checkout: Checkout,
    error: PaymentError | None,
    number: int,
    *,
    overdue: bool,
    at: datetime,
    by: str,
) -> Checkout:
    failure = failure_of(error, overdue=overdue, at=at)
    detail = {"attempt": number, "reason": failure.reason, "code": failure.code}
    told = _id(error.method if error else None)
    over = _ended(checkout) + ((told,) if told else ())
    return checkout.become(
        Open(failure),
        at,
        Entry(at, "attempt_failed", by, detail),
        attempts=number,
        ended_methods=tuple(dict.fromkeys(over)),
        lapses_at=max(checkout.lapses_at, at + AN_HOUR),
    )


def _ended(checkout: Checkout) -> tuple[str, ...]:
    """Give the ids of all attempts that are over once the running one is."""
    running = checkout.attempt.method_id if checkout.attempt else None
    return checkout.ended_methods + ((running,) if running else ())


def _id(method: Method | None) -> str | None:
    return method.id if method else None
