"""Everything that happens is told in the history: what, by whom, and the facts of it (R90)."""

from dataclasses import replace

import pytest

from domain import amount_change, refunding, reviewing
from domain.checkout import Checkout
from domain.payment import (
    AwaitingAction,
    Payment,
    ProviderDispute,
    ProviderRefund,
    Succeeded,
    Voided,
)
from domain.refunds import Refund
from domain.settling import settle
from domain.timeline import Details
from tests.support.checkouts import (
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_declined_checkout,
    a_new_checkout,
    a_paid_checkout,
    a_payment_for,
    a_processing_checkout,
    a_refused_checkout,
    alma_of,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)

REFUND = Refund(id="re_vase", amount=3_000, status="pending", created_at=NOON, by="ada")
GIVEN_BACK = {"refund": "re_vase", "amount": 3_000}
DISPUTE = {"dispute": "du_1", "amount": 5_000}
FAILED = "payment_intent_payment_attempt_failed"


def told(checkout: Checkout, news: Payment) -> Checkout:
    """Settle at noon."""
    return settle(checkout, news, at=NOON, by="sweep")


def changed() -> Checkout:
    """Have another amount taken over."""
    order = amount_change.changed_order(an_open_checkout().order, 9_000, None)
    wanted = amount_change.wanted(an_open_checkout(), order, exclude_alma=False, at=NOON, by="ada")
    return told(wanted, replace(a_payment_for(wanted), amount=9_000))


def overdue() -> Checkout:
    """Let the hour of an attempt pass."""
    return settled(
        a_checkout_at_alma(), AwaitingAction(alma_of("velvet-armchair"), "https://alma.example"), after=AN_HOUR
    )


def refunded(status: str, *, of: str | None = "re_vase", failure: str | None = None) -> Checkout:
    """Ask for a refund, and hear of it, or of one that was made elsewhere."""
    asked = refunding.requested(a_paid_checkout(), REFUND) if of else a_paid_checkout()
    refund = ProviderRefund("pyr_1", 3_000, status, NOON, of, failure)
    return told(asked, replace(a_payment_for(asked, Succeeded(14_990, NOON)), refunds=(refund,)))


def disputed(*statuses: str) -> Checkout:
    """Hear of a dispute."""
    checkout = a_paid_checkout()
    for status in statuses:
        dispute = ProviderDispute("du_1", 5_000, status, NOON)
        news = replace(a_payment_for(checkout, Succeeded(14_990, NOON)), disputes=(dispute,))
        checkout = told(checkout, news)
    return checkout


def accepted() -> Checkout:
    """Accept what is found in a review."""
    before = a_checkout_in_review()
    return reviewing.accepted(before, a_payment_for(before, Succeeded(14_890, NOON)), at=NOON, by="ada")


@pytest.mark.parametrize(
    ("checkout", "event", "by", "detail"),
    [
        (a_new_checkout(), "opened", "shop", {"order": "1001", "amount": 14_990, "currency": "EUR"}),
        (an_open_checkout(), "payment_created", "shop", {"payment": "pi_velvet-armchair"}),
        (changed(), "amount_changed", "ada", {"from": 14_990, "to": 9_000, "number": 1}),
        (a_checkout_at_alma(), "redirected", "webhook", {"attempt": 1, "method": "alma"}),
        (a_declined_checkout(), "attempt_failed", "webhook", {"attempt": 1, "reason": "declined", "code": FAILED}),
        (overdue(), "attempt_overdue", "webhook", {"attempt": 1}),
        (a_processing_checkout(), "processing", "webhook", {"attempt": 1}),
        (an_authorized_checkout(), "authorized", "webhook", {"amount": 14_990}),
        (a_paid_checkout(), "paid", "webhook", {"amount": 14_990}),
        (settled(an_open_checkout(), Voided("duplicate")), "canceled", "webhook", {"reason": "duplicate"}),
        (a_canceled_checkout(), "canceled", "shop", {"reason": "requested_by_customer"}),
        (a_refused_checkout(), "canceled", "shop", {"reason": "provider_refused", "code": "amount_too_small"}),
        (
            a_checkout_in_review(),
            "in_review",
            "webhook",
            {"reason": "amount_differs", "expected": 14_990, "found": 14_890},
        ),
        (accepted(), "reviewed", "ada", {"decision": "accept"}),
        (reviewing.given_back(a_checkout_in_review(), at=NOON, by="ada"), "reviewed", "ada", {"decision": "refund"}),
        (refunding.requested(a_paid_checkout(), REFUND), "refund_requested", "ada", GIVEN_BACK),
        (refunded("succeeded"), "refund_succeeded", "sweep", GIVEN_BACK),
        (
            refunded("failed", failure="expired_card"),
            "refund_failed",
            "sweep",
            GIVEN_BACK | {"failure": "expired_card"},
        ),
        (refunded("canceled"), "refund_failed", "sweep", GIVEN_BACK | {"failure": "canceled"}),
        (refunded("pending", of=None), "refund_adopted", "sweep", {"refund": "pyr_1", "amount": 3_000}),
        (
            refunding.refused(refunding.requested(a_paid_checkout(), REFUND), "re_vase", "no", at=NOON, by="ada"),
            "refund_failed",
            "ada",
            {"refund": "re_vase", "failure": "no"},
        ),
        (
            refunding.answered(
                refunding.requested(a_paid_checkout(), REFUND),
                ProviderRefund("pyr_1", 3_000, "succeeded", NOON, "re_vase"),
                at=NOON,
                by="ada",
            ),
            "refund_succeeded",
            "ada",
            GIVEN_BACK,
        ),
        (disputed("needs_response"), "dispute_opened", "sweep", DISPUTE),
        (disputed("needs_response", "won"), "dispute_won", "sweep", DISPUTE),
        (disputed("lost"), "dispute_lost", "sweep", DISPUTE),
    ],
)
def test_what_happened_is_told_with_its_facts(checkout: Checkout, event: str, by: str, detail: Details) -> None:
    """R90: in full, and nothing else."""
    assert [(entry.by, entry.detail) for entry in checkout.timeline if entry.event == event] == [(by, detail)]


def test_every_change_is_numbered_and_dated() -> None:
    """R4: so that an answer to an earlier question is known as one."""
    before = an_open_checkout()
    after = before.changed(NOON + AN_HOUR)

    assert (a_new_checkout().revision, before.revision) == (1, 2)
    assert (after.revision, after.updated_at) == (3, NOON + AN_HOUR)
    assert after.timeline == before.timeline
