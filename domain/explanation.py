"""Explaining a checkout in words: how it stands and why, what is awaited, what comes next, what can be done (R91)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from domain.checkout import Checkout
from domain.states import (
    Authorized,
    AwaitingCustomer,
    Canceled,
    InReview,
    Open,
    Paid,
    Processing,
)

A_DAY = timedelta(days=1)
"""How long before its end the time to capture is warned of (R50)."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an operator needs to know; `operator_can` are verbs, to be said as each way in says them."""

    summary: str
    waiting_for: str | None
    next: str | None
    operator_can: tuple[str, ...]


def explain(checkout: Checkout, at: datetime) -> Explanation:
    """Explain a checkout as it is stored, at a moment."""
    match checkout.state:
        case Open() as state:
            return _open(checkout, state)
        case AwaitingCustomer() as state:
            return _awaiting(state, at)
        case Processing(since=since):
            return Explanation(
                "The provider is working on the payment.",
                f"The provider, since {when(since)}.",
                "The provider is asked again in growing pauses.",
                ("settle",),
            )
        case Authorized() as state:
            return _authorized(checkout, state, at)
        case Paid() as state:
            return _paid(checkout, state)
        case Canceled() as state:
            return _canceled(checkout, state)
        case InReview() as state:
            return _in_review(checkout, state)
        case never:
            assert_never(never)


def when(at: datetime) -> str:
    """Write a time for people: to the second, in UTC."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _open(checkout: Checkout, state: Open) -> Explanation:
    if checkout.payment is None:
        return Explanation(
            "The checkout is opened, but the provider has not confirmed its payment yet.",
            f"The provider's answer, since {when(checkout.opened_at)}.",
            "The payment is asked for again by itself, with the same key.",
            ("settle", "cancel"),
        )
    following = f"Without a payment it lapses at {when(checkout.lapses_at)} and is canceled as abandoned."
    if checkout.change:
        wanted = checkout.shown(checkout.change.amount)
        following = f"The amount becomes {wanted} once the provider confirms it."
    summary = "The customer has not chosen a way to pay yet."
    if failure := state.last_failure:
        ended = {"declined": "was refused", "expired": "ran out of its hour"}[failure.reason]
        why = (failure.message or failure.code or "no reason given").rstrip(".")
        summary = f"Attempt {checkout.attempts} {ended} at {when(failure.at)}: {why}."
    return Explanation(
        summary, "The customer, to choose a way to pay.", following, ("pay", "change", "cancel", "settle")
    )


def _awaiting(state: AwaitingCustomer, at: datetime) -> Explanation:
    attempt = state.attempt
    where = "Alma" if attempt.method == "alma" else f"the other site ({attempt.method})"
    can = ("pay", "cancel", "settle")
    if attempt.overdue(at):
        return Explanation(
            f"Attempt {attempt.number} is past its hour, and the provider has not ended it yet.",
            f"The provider, to end the attempt, since {when(attempt.deadline)}.",
            "The provider is asked again in growing pauses; money that still arrives counts.",
            can,
        )
    return Explanation(
        f"Attempt {attempt.number}: the customer was sent to {where} at {when(attempt.started_at)}.",
        f"The customer, to finish at {where}, until {when(attempt.deadline)}.",
        "After that the provider is asked; an attempt that ended opens the checkout again.",
        can,
    )


def _authorized(checkout: Checkout, state: Authorized, at: datetime) -> Explanation:
    summary = f"{checkout.shown(state.amount)} are reserved and not taken yet."
    before = state.capture_before
    if before is None:
        return Explanation(summary, "You, to capture.", "The provider releases it in time.", ("capture", "cancel"))
    following = f"Without a capture by {when(before)} the provider releases the money."
    if at >= before:
        following = "The time to capture is over; the provider may release the money at any moment."
    elif at >= before - A_DAY:
        summary += " The time to capture ends within a day."
    return Explanation(summary, f"You, to capture by {when(before)}.", following, ("capture", "cancel"))


def _paid(checkout: Checkout, state: Paid) -> Explanation:
    summary = f"{checkout.shown(state.captured)} were paid at {when(state.paid_at)}."
    if checkout.refunded:
        summary += f" {checkout.shown(checkout.refunded)} went back."
    if checkout.disputed:
        return _disputed(checkout, summary)
    waiting, following = None, None
    if pending := [refund for refund in checkout.refunds if refund.status == "pending"]:
        total = checkout.shown(sum(refund.amount for refund in pending))
        waiting = f"The provider, to send {total} back, since {when(pending[0].created_at)}."
        following = "The provider is asked again in growing pauses."
    can = (*(("refund",) if checkout.refundable else ()), *(("settle",) if pending else ()))
    return Explanation(summary, waiting, following, can)


def _disputed(checkout: Checkout, summary: str) -> Explanation:
    summary += " The customer disputes the payment: hold what is not sent yet."
    following = "The dispute is decided; nothing can be refunded until then."
    still_open = [dispute for dispute in checkout.disputes if dispute.status == "open"]
    unanswered = [dispute.evidence_due_at for dispute in still_open if not dispute.answered]
    if unanswered:
        return Explanation(summary, f"Your evidence, until {when(min(unanswered))}.", following, ("dispute", "settle"))
    since = max(dispute.submission.at for dispute in still_open if dispute.submission)
    return Explanation(summary, f"The provider, to decide, since {when(since)}.", following, ("settle",))


def _canceled(checkout: Checkout, state: Canceled) -> Explanation:
    why = {
        "authorization_expired": "the money was not captured in time",
        "alma_not_offered": "the provider does not offer Alma for it",
        "provider_refused": f"the provider refused it ({state.code})",
        "refunded_in_review": "it was in review, and everything goes back",
        "abandoned": "nobody paid in time" if state.by == "sweep" else "it was abandoned",
    }.get(state.reason, state.reason.replace("_", " "))
    again = "The order can be paid with a new checkout."
    failed = [refund for refund in checkout.refunds if refund.status == "failed"]
    if failed:
        again = f"The refund of {checkout.shown(failed[-1].amount)} failed: pay the customer another way."
    return Explanation(f"Canceled by {state.by} at {when(state.at)}: {why}.", None, again, ("open",))


def _in_review(checkout: Checkout, state: InReview) -> Explanation:
    what = {
        "amount_differs": "another amount",
        "currency_differs": "another currency",
        "not_ours": "another checkout",
    }[state.reason]
    expected, found = (
        checkout.shown(fact) if isinstance(fact, int) else fact for fact in (state.expected, state.found)
    )
    return Explanation(
        f"The provider holds money for {what}: expected {expected}, found {found}.",
        f"Your decision, since {when(state.since)}.",
        "Nothing moves until you decide.",
        ("review",),
    )
