"""Asking for a refund: written down as pending before the provider is asked: none is lost or made twice (R60)."""

from dataclasses import replace
from datetime import datetime

from domain import refunds
from domain.checkout import Checkout
from domain.endings import with_alma
from domain.errors import (
    AmountExceedsRefundable,
    IdempotencyConflict,
    NotAllowedNow,
    RefundWindowClosed,
)
from domain.payment import ProviderRefund
from domain.refunds import KEY_LIFE, Refund, RefundKey
from domain.states import Authorized, Paid
from domain.timeline import Entry


def earlier(checkout: Checkout, key: RefundKey | None, reason: str | None, at: datetime) -> Refund | None:
    """Find the refund that this key made already.

    Raises:
        IdempotencyConflict: it was another amount or reason.
    """
    for refund in checkout.refunds:
        if key is None or refund.key is None or at - refund.created_at >= KEY_LIFE:
            continue
        if (refund.key.sender, refund.key.text) == (key.sender, key.text):
            if (refund.key.asked, refund.reason) != (key.asked, reason):
                raise IdempotencyConflict
            return refund
    return None


def requested(checkout: Checkout, refund: Refund) -> Checkout:
    """Write a refund down, if the rules allow it; the same refund, or its key, a second time changes nothing.

    Raises:
        NotAllowedNow: not paid (cancel an authorization instead), or a dispute is open.
        RefundWindowClosed: with Alma, after day 180.
        AmountExceedsRefundable: more than what may still go back.
    """
    at = refund.created_at
    if earlier(checkout, refund.key, refund.reason, at):
        return checkout
    refused = _refusal(checkout, at)
    if refused:
        raise refused
    if not 1 <= refund.amount <= checkout.refundable:
        raise AmountExceedsRefundable(checkout.refundable, checkout.shown(checkout.refundable))
    return written(checkout, refund)


def written(checkout: Checkout, refund: Refund) -> Checkout:
    """Add a refund to the ledger."""
    at = refund.created_at
    entry = Entry(at, "refund_requested", refund.by, {"refund": refund.id, "amount": refund.amount})
    return checkout.changed(at, entry, refunds=(*checkout.refunds, refund))


def answered(checkout: Checkout, news: ProviderRefund, *, at: datetime, by: str) -> Checkout:
    """Take in the provider's answer about one refund."""
    ledger, entries = refunds.taken_in(checkout.refunds, (news,), at=at, by=by)
    return checkout if ledger == checkout.refunds else checkout.changed(at, *entries, refunds=ledger)


def refused(checkout: Checkout, refund_id: str, code: str, *, at: datetime, by: str) -> Checkout:
    """Close a refund that the provider refused outright, or never heard of: its amount is free again."""
    ledger = tuple(
        replace(refund, status="failed", failure=code) if refund.id == refund_id and refund.unanswered else refund
        for refund in checkout.refunds
    )
    if ledger == checkout.refunds:
        return checkout
    entry = Entry(at, "refund_failed", by, {"refund": refund_id, "failure": code})
    return checkout.changed(at, entry, refunds=ledger)


def _refusal(checkout: Checkout, at: datetime) -> NotAllowedNow | RefundWindowClosed | None:
    state = checkout.state
    if isinstance(state, Authorized):
        return NotAllowedNow("Refunding", checkout.status, advice="cancel_instead")
    if not isinstance(state, Paid):
        return NotAllowedNow("Refunding", checkout.status)
    if checkout.disputed:
        during = "a dispute over it is open"
        return NotAllowedNow("Refunding", checkout.status, reason="dispute_open", advice="wait", during=during)
    last_day = refunds.last_day(state.paid_at)
    if with_alma(checkout, state.attempt) and at.date() > last_day:
        return RefundWindowClosed(last_day.isoformat())
    return None
