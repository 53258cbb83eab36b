"""The table of legal moves: what each answer of the provider makes of each status (R1 to R4, R42)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.checkout import Checkout
from domain.payment import (
    AwaitingAction,
    AwaitingConfirmation,
    AwaitingMethod,
    Capturable,
    InProgress,
    PaymentError,
    PaymentStatus,
    ProviderDispute,
    ProviderRefund,
    Succeeded,
    Unheard,
    Voided,
)
from domain.settling import settle
from domain.states import AwaitingCustomer
from tests.support.checkouts import (
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    a_processing_checkout,
    alma_of,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)

NAME = "velvet-armchair"
ALMA = alma_of(NAME)
LATER = NOON + timedelta(minutes=10)

CHECKOUTS = {
    "open": an_open_checkout(),
    "awaiting_customer": a_checkout_at_alma(),
    "processing": a_processing_checkout(),
    "authorized": an_authorized_checkout(),
    "paid": a_paid_checkout(),
    "canceled": a_canceled_checkout(),
    "in_review": a_checkout_in_review(),
}
ANSWERS: dict[str, PaymentStatus] = {
    "method": AwaitingMethod(),
    "confirmation": AwaitingConfirmation(),
    "action": AwaitingAction(ALMA, "https://alma.example/again"),
    "progress": InProgress(ALMA),
    "capturable": Capturable(14_990, ALMA),
    "succeeded": Succeeded(14_990, LATER, ALMA),
    "voided": Voided("requested_by_customer"),
    "unheard": Unheard("requires_reauthorization"),
}
STAYS, NOTED = "stays", "noted"
MOVES = {
    # in the order of ANSWERS: method, confirmation, action, progress, capturable, succeeded, voided, unheard
    "open": (STAYS, STAYS, "awaiting_customer", "processing", "authorized", "paid", "canceled", NOTED),
    "awaiting_customer": ("open", "open", STAYS, "processing", "authorized", "paid", "canceled", NOTED),
    "processing": ("open", "open", "awaiting_customer", STAYS, "authorized", "paid", "canceled", NOTED),
    "authorized": (NOTED, NOTED, NOTED, NOTED, STAYS, "paid", "canceled", NOTED),
    "paid": (NOTED, NOTED, NOTED, NOTED, NOTED, STAYS, NOTED, NOTED),
    "canceled": (NOTED, NOTED, NOTED, NOTED, NOTED, NOTED, STAYS, NOTED),
    "in_review": (STAYS,) * 8,
}
TABLE = [(status, answer, move) for status, moves in MOVES.items() for answer, move in zip(ANSWERS, moves, strict=True)]


def told(checkout: Checkout, status: PaymentStatus) -> Checkout:
    """Settle ten minutes after the opening."""
    return settle(checkout, a_payment_for(checkout, status), at=LATER, by="webhook")


@pytest.mark.parametrize(("status", "answer", "move"), TABLE)
def test_the_table_of_legal_moves(status: str, answer: str, move: str) -> None:
    """R2, R3: money and cancellation are never left, and what no rule names changes nothing."""
    before = CHECKOUTS[status]
    after = told(before, ANSWERS[answer])

    assert after.status == (status if move in {STAYS, NOTED} else move)
    assert [entry.event for entry in after.timeline[len(before.timeline) :]] == {
        STAYS: [],
        NOTED: ["unknown_status"],
    }.get(move, [EVENTS.get(move, move)])


EVENTS = {"open": "attempt_failed", "awaiting_customer": "redirected"}


@pytest.mark.parametrize(("status", "answer", "move"), TABLE)
def test_the_same_news_twice_happen_once(status: str, answer: str, move: str) -> None:
    """R2: a duplicate changes nothing, and is written down nowhere."""
    once = told(CHECKOUTS[status], ANSWERS[answer])

    assert told(once, ANSWERS[answer]) == once


def test_what_is_unknown_is_noted_once_for_each_pair() -> None:
    """R3: the provider's own word is kept."""
    noted = told(told(an_open_checkout(), Unheard("requires_reauthorization")), Unheard("requires_tea"))

    assert [entry.detail for entry in noted.timeline if entry.event == "unknown_status"] == [
        {"status": "open", "provider_status": "requires_reauthorization"},
        {"status": "open", "provider_status": "requires_tea"},
    ]


def test_money_that_came_after_the_end_may_be_disputed_all_the_same() -> None:
    """R64, R70: what the provider tells of refunds and disputes is taken in, also where no rule expects a payment."""
    canceled = a_canceled_checkout()
    news = replace(
        a_payment_for(canceled, ANSWERS["succeeded"]),
        refunds=(ProviderRefund("re_1", 990, "succeeded", NOON),),
        disputes=(ProviderDispute("du_1", 14_000, "needs_response", NOON),),
    )
    after = settle(canceled, news, at=LATER, by="sweep")

    assert (after.status, after.refunded) == ("canceled", 990)
    assert [dispute.id for dispute in after.disputes] == ["du_1"]


def test_money_beats_the_clock() -> None:
    """R42: a payment that succeeds after its deadline counts."""
    paid = settled(a_checkout_at_alma(), Succeeded(14_990, NOON, ALMA), after=timedelta(hours=30))

    assert paid.status == "paid"


def test_money_for_an_attempt_that_was_never_seen_is_an_attempt_too() -> None:
    """R24: the customer may pay on the page, and the system learns of it by settling."""
    paid = settled(an_open_checkout(), Succeeded(14_990, NOON, alma_of("unseen")))

    assert paid.attempt is not None
    assert (paid.attempt.number, paid.attempt.method_id, paid.attempts) == (1, "pm_unseen", 1)


def test_money_without_a_word_on_the_method_is_paid_all_the_same() -> None:
    """R6: what the provider leaves out is left out."""
    paid = settled(an_open_checkout(), Succeeded(14_990, NOON))

    assert (paid.status, paid.attempt, paid.attempts) == ("paid", None, 0)


def test_the_address_is_kept_only_while_the_attempt_runs() -> None:
    """R92: an attempt that ended well has none."""
    running, ended = a_checkout_at_alma().attempt, a_paid_checkout().attempt

    assert running is not None
    assert running.redirect_url == "https://alma.example/velvet-armchair"
    assert ended == replace(running, redirect_url=None)


def test_settling_has_the_checkout_looked_at_again() -> None:
    """R2: with no news as with news."""
    looked = told(an_open_checkout(), AwaitingMethod())

    assert looked.looked_at == LATER
    assert looked.revision == an_open_checkout().revision
    assert looked.look_again_at is not None


def test_whether_alma_is_offered_is_taken_in_while_it_matters() -> None:
    """R16: as long as the customer may still choose it."""
    without = replace(a_payment_for(an_open_checkout()), offered=frozenset({"card"}))
    at_alma = replace(a_payment_for(a_paid_checkout(), ANSWERS["succeeded"]), offered=frozenset())

    assert settle(an_open_checkout(), without, at=LATER, by="sweep").alma_offered is False
    assert settle(a_paid_checkout(), at_alma, at=LATER, by="sweep").alma_offered is True


def test_a_refusal_that_was_heard_while_processing_reopens_the_checkout() -> None:
    """R30: another way to pay may be chosen."""
    error = PaymentError("card_declined", "generic_decline", "Declined.", ALMA)
    reopened = settled(a_processing_checkout(), AwaitingMethod(error))

    assert reopened.status == "open"
    assert reopened.last_failure is not None
    assert reopened.last_failure.decline_code == "generic_decline"


def test_an_attempt_that_goes_on_keeps_its_number_and_start() -> None:
    """R23: the address may have changed, the hour has not."""
    again = told(a_checkout_at_alma(), ANSWERS["action"])

    assert isinstance(again.state, AwaitingCustomer)
    assert again.state.attempt.redirect_url == "https://alma.example/again"
    assert again.state.attempt.deadline == NOON + 60 * A_MINUTE
