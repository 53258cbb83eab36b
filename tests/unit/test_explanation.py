"""Every status is explained in words: what happened, what is awaited, what comes next, what can be done (R91)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import amount_change, disputing, refunding
from domain.checkout import Checkout
from domain.endings import called_off
from domain.explanation import explain
from domain.payment import (
    AwaitingAction,
    AwaitingMethod,
    Capturable,
    Method,
    PaymentError,
    ProviderDispute,
    ProviderEvidence,
    Succeeded,
    Voided,
)
from domain.settling import settle
from domain.states import Canceled
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
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
    an_authorized_checkout,
    an_open_checkout,
    settled,
)
from tests.unit.test_refund_ledger import a_refund

CARD = Method("pm_card", "card")
WHILE_OPEN = ("pay", "change", "cancel", "settle")
WHILE_AWAY = ("pay", "cancel", "settle")


def at_the_bank() -> Checkout:
    """Have a card that its bank asks about."""
    return settled(an_open_checkout(), AwaitingAction(CARD, "https://bank.example"))


def failing_with(error: PaymentError, after: timedelta = A_MINUTE) -> Checkout:
    """End the first attempt."""
    return settled(a_checkout_at_alma(), AwaitingMethod(error), after=after)


def changing() -> Checkout:
    """Want another amount."""
    order = amount_change.changed_order(an_open_checkout().order, 15_990, None)
    return amount_change.wanted(an_open_checkout(), order, exclude_alma=False, at=NOON, by="ada")


def refunding_a_part() -> Checkout:
    """Ask for a refund, after another one succeeded."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    done = replace(asked, refunds=(replace(asked.refunds[0], status="succeeded"),))
    return refunding.requested(done, a_refund("second", 2_000))


def refunded_whole() -> Checkout:
    """Have everything gone back."""
    asked = refunding.requested(a_paid_checkout(), a_refund(amount=14_990))
    return replace(asked, refunds=(replace(asked.refunds[0], status="succeeded"),))


def disputed() -> Checkout:
    """Have a dispute opened."""
    paid = a_paid_checkout()
    news = a_payment_for(paid, Succeeded(14_990, NOON))
    dispute = ProviderDispute("du_1", 14_990, "needs_response", NOON)
    return settle(paid, replace(news, disputes=(dispute,)), at=NOON, by="sweep")


def answered() -> Checkout:
    """Have a dispute answered with evidence, a day later."""
    at = NOON + A_DAY
    told = ProviderDispute("du_1", 14_990, "under_review", NOON, evidence=ProviderEvidence(("receipt",)))
    return disputing.answered(disputed(), told, at=at, by="ada")


def canceled(reason: str, by: str = "shop") -> Checkout:
    """Be called off for a reason."""
    return called_off(an_open_checkout(), reason, at=NOON, by=by)


@pytest.mark.parametrize(
    ("checkout", "after", "words", "can"),
    [
        (a_new_checkout(), A_MINUTE, "has not confirmed its payment yet", ("settle", "cancel")),
        (an_open_checkout(), A_MINUTE, "not chosen a way to pay", WHILE_OPEN),
        (changing(), A_MINUTE, "The amount becomes 159.90 EUR", WHILE_OPEN),
        (a_declined_checkout(), AN_HOUR, "Attempt 1 was refused", WHILE_OPEN),
        (failing_with(PaymentError("odd")), AN_HOUR, ": odd.", WHILE_OPEN),
        (failing_with(PaymentError(None)), AN_HOUR, "no reason given", WHILE_OPEN),
        (
            failing_with(PaymentError(None), AN_HOUR),
            AN_HOUR,
            "ran out of its hour",
            WHILE_OPEN,
        ),
        (
            a_checkout_at_alma(),
            A_MINUTE,
            "to finish at Alma, until 2026-11-24 13:00:00 UTC",
            WHILE_AWAY,
        ),
        (a_checkout_at_alma(), AN_HOUR, "past its hour", WHILE_AWAY),
        (
            settled(an_open_checkout(), AwaitingAction(CARD, "https://bank.example")),
            A_MINUTE,
            "the other site (card)",
            WHILE_AWAY,
        ),
        (a_processing_checkout(), A_MINUTE, "working on the payment", ("settle",)),
        (an_authorized_checkout(), A_DAY, "capture by 2026-12-01 12:00:00 UTC", ("capture", "cancel")),
        (an_authorized_checkout(), 6 * A_DAY - A_MINUTE, "the provider releases the money", ("capture", "cancel")),
        (an_authorized_checkout(), 6 * A_DAY, "ends within a day", ("capture", "cancel")),
        (an_authorized_checkout(), 7 * A_DAY, "The time to capture is over", ("capture", "cancel")),
        (settled(an_open_checkout(), Capturable(14_990, CARD)), A_DAY, "releases it in time", ("capture", "cancel")),
        (a_paid_checkout(), A_DAY, "149.90 EUR were paid at 2026-11-24 12:02:00 UTC.", ("refund",)),
        (refunding_a_part(), A_DAY, "30.00 EUR went back", ("refund", "settle")),
        (refunding_a_part(), A_DAY, "to send 20.00 EUR back", ("refund", "settle")),
        (refunded_whole(), A_DAY, "149.90 EUR went back", ()),
        (disputed(), A_DAY, "Your evidence, until 2026-12-08 12:00:00 UTC.", ("dispute", "settle")),
        (answered(), A_DAY, "The provider, to decide, since 2026-11-25 12:00:00 UTC.", ("settle",)),
        (a_canceled_checkout(), A_DAY, "requested by customer", ("open",)),
        (a_refused_checkout(), A_DAY, "the provider refused it (amount_too_small)", ("open",)),
        (canceled("abandoned", "sweep"), A_DAY, "nobody paid in time", ("open",)),
        (canceled("abandoned"), A_DAY, "it was abandoned", ("open",)),
        (canceled("authorization_expired"), A_DAY, "not captured in time", ("open",)),
        (a_checkout_in_review(), A_DAY, "expected 149.90 EUR, found 148.90 EUR", ("review",)),
    ],
)
def test_every_status_and_cause_is_explained(
    checkout: Checkout, after: timedelta, words: str, can: tuple[str, ...]
) -> None:
    """R91: in words, with what the operator can do."""
    told = explain(checkout, NOON + after)

    assert words in " ".join(filter(None, (told.summary, told.waiting_for, told.next)))
    assert told.operator_can == can


def test_money_that_could_not_go_back_is_told() -> None:
    """R62, R91: the refund of a review may fail after all."""
    failed = replace(a_refund(amount=14_990), status="failed")
    after_all = replace(canceled("refunded_in_review"), refunds=(failed,))

    assert explain(after_all, NOON).next == "The refund of 149.90 EUR failed: pay the customer another way."


def test_what_ended_is_not_called_off_again() -> None:
    """R2: the first reason stays."""
    assert called_off(a_canceled_checkout(), "abandoned", at=NOON, by="sweep") == a_canceled_checkout()


def test_to_ask_for_a_payment_that_is_not_there_is_a_bug() -> None:
    """R20: it is made before anybody needs it."""
    with pytest.raises(LookupError):
        _ = a_new_checkout().payment_id


def test_nothing_is_awaited_once_it_is_over() -> None:
    """R91: paid and canceled wait for nobody."""
    assert explain(a_paid_checkout(), NOON).waiting_for is None
    assert explain(a_canceled_checkout(), NOON).waiting_for is None


def test_an_authorization_that_ran_out_is_called_that() -> None:
    """R50: with the provider's reason, or with none at or after the deadline; any other reason as given."""

    def reason(told: str | None, after: timedelta, checkout: Checkout) -> str:
        ended = settled(checkout, Voided(told), after=after)
        assert isinstance(ended.state, Canceled)
        return ended.state.reason

    authorized, opened = an_authorized_checkout(), an_open_checkout()
    late = settled(authorized, Voided(None, NOON + A_DAY), after=8 * A_DAY)

    assert reason("automatic", A_DAY, authorized) == reason("expired", A_DAY, authorized) == "authorization_expired"
    assert reason(None, 7 * A_DAY, authorized) == "authorization_expired"
    assert reason(None, 7 * A_DAY - A_MINUTE, authorized) == "canceled_at_provider"
    assert reason("fraudulent", 8 * A_DAY, authorized) == "fraudulent"
    assert reason("automatic", A_DAY, opened) == "automatic"
    assert isinstance(late.state, Canceled)
    assert late.state.reason == "canceled_at_provider"
