"""Attempts: how they begin, run, and end without money (R24, R30 to R34, R40 to R44)."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import CONFIRM, Checkout
from domain.failure import failure_of
from domain.payment import AwaitingAction, Method, PaymentError
from domain.states import AN_HOUR, Attempt, AwaitingCustomer, Open
from domain.timeline import Details, Entry


def same(attempt: Attempt, status: AwaitingAction) -> bool:
    """Say whether the provider speaks of this attempt: the method's id tells (R24)."""
    told = status.method.id
    return told is None or attempt.method_id is None or told == attempt.method_id


def begun(checkout: Checkout, status: AwaitingAction, *, at: datetime, by: str) -> Checkout:
    """Begin the next attempt, with its own hour from when the provider says, we confirmed, or we noticed."""
    method = status.method
    ours = checkout.asked
    confirmed_at = ours.at if ours and ours.action == CONFIRM else None
    again = method.id in checkout.ended_methods
    told = None if again else method.created_at
    attempt = Attempt(
        number=checkout.attempts + 1,
        method=method.kind,
        method_id=method.id,
        started_at=max(told, checkout.opened_at) if told else confirmed_at or at,
        redirect_url=status.redirect_url,
        on_page=confirmed_at is None,
    )
    over = tuple(ended for ended in _ended(checkout) if ended != method.id)
    entry = Entry(at, "redirected", by, {"attempt": attempt.number, "method": method.kind})
    return checkout.become(AwaitingCustomer(attempt), at, entry, attempts=attempt.number, ended_methods=over)


def still_running(checkout: Checkout, attempt: Attempt, status: AwaitingAction, *, at: datetime, by: str) -> Checkout:
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
    if attempt is None or (told and attempt.method_id and told != attempt.method_id):
        return _reopened(checkout, error, checkout.attempts + 1, at=at, by=by)
    return _reopened(checkout, error, attempt.number, attempt=attempt, at=at, by=by)


def ended_unseen(checkout: Checkout, error: PaymentError | None, *, at: datetime, by: str) -> Checkout:
    """Record, once, an attempt that began and ended without us: one whose method is new, or the first (R24)."""
    if error is None:
        return checkout
    told = _id(error.method)
    old_news = checkout.attempts > 0 if told is None else told in checkout.ended_methods
    if old_news:
        return checkout
    return _reopened(checkout, error, checkout.attempts + 1, at=at, by=by)


def declined_at(checkout: Checkout) -> tuple[datetime, ...]:
    """Tell when attempts were declined, oldest first."""
    return tuple(
        entry.at
        for entry in checkout.timeline
        if entry.event == "attempt_failed" and entry.detail["reason"] == "declined"
    )


def _reopened(
    checkout: Checkout,
    error: PaymentError | None,
    number: int,
    *,
    attempt: Attempt | None = None,
    at: datetime,
    by: str,
) -> Checkout:
    """Wait for another attempt after `attempt`; None for one that we never saw begin, so that it was on our page."""
    failure = failure_of(error, overdue=attempt is not None and attempt.overdue(at), at=at)
    told = _id(error.method if error else None)
    over = (*_ended(checkout), told) if told else _ended(checkout)
    detail: Details = {"attempt": number, "reason": failure.reason, "code": failure.code}
    return checkout.become(
        Open(failure, on_page=attempt.on_page if attempt else True),
        at,
        Entry(at, "attempt_failed", by, detail),
        attempts=number,
        ended_methods=tuple(dict.fromkeys(over)),
        lapses_at=max(checkout.lapses_at, at + AN_HOUR),
    )


def _ended(checkout: Checkout) -> tuple[str, ...]:
    """Give the ids of all attempts that are over once the running one is."""
    running = checkout.attempt.method_id if checkout.attempt else None
    return (*checkout.ended_methods, running) if running else checkout.ended_methods


def _id(method: Method | None) -> str | None:
    return method.id if method else None
