"""The events for the shop's own systems are read off the history, each once, with what is needed to act (R86)."""

from dataclasses import replace

import pytest

from domain import refunding
from domain.checkout import Checkout
from domain.disputes import Dispute, Submission
from domain.eligibility import AlmaTerms
from domain.outgoing import TYPES, OutgoingEvent, announced
from domain.outgoing.facts import facts
from domain.payment import ProviderDispute, ProviderRefund, Succeeded
from domain.refunds import Refund
from domain.representations import of_refund
from domain.return_url import Addresses
from domain.settling import settle
from domain.timeline import Entry
from entrypoints.view import CheckoutView
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_declined_checkout,
    a_paid_checkout,
    a_payment_for,
    a_processing_checkout,
    an_authorized_checkout,
    an_open_checkout,
)
from tests.support.manual_clock import ManualClock


@pytest.fixture
def view() -> CheckoutView:
    return CheckoutView(AlmaTerms(), Addresses("https://pay.example", test_mode=True), ManualClock())


def refunded(checkout: Checkout, word: str) -> Checkout:
    """Ask for 30.00 EUR back, of which the provider then says this word."""
    asked = Refund(id="re_vase", amount=3_000, status="pending", created_at=NOON + A_DAY, by="ada")
    news = ProviderRefund("pr_vase", 3_000, word, NOON + A_DAY, "re_vase", failure="insufficient_funds")
    return refunding.answered(refunding.requested(checkout, asked), news, at=NOON + A_DAY + A_MINUTE, by="webhook")


def disputed(checkout: Checkout, word: str) -> Checkout:
    """Hear of a dispute over everything, of which the provider says this word."""
    dispute = ProviderDispute("du_1", 14_990, word, NOON + A_DAY)
    paid = a_payment_for(checkout, Succeeded(14_990, NOON + 2 * A_MINUTE))
    return settle(checkout, replace(paid, disputes=(dispute,)), at=NOON + A_DAY, by="webhook")


def the_one(before: Checkout | None, after: Checkout) -> OutgoingEvent:
    """Give the only event that a change makes."""
    (event,) = announced(before, after)
    return event


PAID = a_paid_checkout()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (a_checkout_at_alma(), PAID, "checkout.paid"),
        (a_checkout_at_alma(), an_authorized_checkout(), "checkout.authorized"),
        (a_checkout_at_alma(), a_declined_checkout(), "checkout.attempt_failed"),
        (an_open_checkout(), a_canceled_checkout(), "checkout.canceled"),
        (PAID, refunded(PAID, "succeeded"), "checkout.refund_succeeded"),
        (PAID, refunded(PAID, "failed"), "checkout.refund_failed"),
        (PAID, disputed(PAID, "needs_response"), "checkout.dispute_opened"),
        (
            disputed(PAID, "needs_response"),
            disputed(disputed(PAID, "needs_response"), "won"),
            "checkout.dispute_closed",
        ),
        (
            disputed(PAID, "needs_response"),
            disputed(disputed(PAID, "needs_response"), "lost"),
            "checkout.dispute_closed",
        ),
    ],
)
def test_what_the_shop_waits_for_is_told(before: Checkout, after: Checkout, kind: str) -> None:
    """R86: each of these once, as it happens."""
    assert the_one(before, after).type == kind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, an_open_checkout()),
        (an_open_checkout(), a_checkout_at_alma()),
        (a_checkout_at_alma(), a_processing_checkout()),
        (a_checkout_at_alma(), a_checkout_in_review()),
        (PAID, refunded(PAID, "pending")),
        (PAID, PAID),
    ],
)
def test_what_needs_nothing_to_be_done_is_not_told(before: Checkout | None, after: Checkout) -> None:
    """R86: neither what goes on nor what was told before."""
    assert announced(before, after) == ()


def test_what_a_checkout_begins_with_is_told() -> None:
    """R86: of a new one its first entry counts too."""
    paid_at_once = replace(PAID, timeline=PAID.timeline[3:4])

    assert [event.type for event in announced(None, paid_at_once)] == ["checkout.paid"]


def test_an_event_is_named_by_its_place_in_the_history() -> None:
    """R86: the same change made twice makes the same event, also in another process."""
    event = the_one(a_checkout_at_alma(), PAID)

    assert event.id == "ev_velvet-armchair_4_3d3d"
    assert PAID.timeline[3].event == "paid"
    assert event == the_one(a_checkout_at_alma(), a_paid_checkout())
    assert event in announced(None, PAID)
    assert the_one(a_checkout_at_alma(), replace(PAID, id="velvet")).id == "ev_velvet_4_3d3d"


def test_another_entry_in_the_same_place_has_another_name() -> None:
    """R86: a store that came back from a backup may count otherwise, and the shop must not take one for the other."""
    earlier = the_one(a_checkout_at_alma(), PAID)
    declined = the_one(a_checkout_at_alma(), a_declined_checkout())
    later = replace(PAID, timeline=(*PAID.timeline[:3], replace(PAID.timeline[3], at=NOON + A_DAY)))

    assert len({earlier.id, declined.id, the_one(a_checkout_at_alma(), later).id}) == 3


def test_two_things_that_came_at_once_are_two_events() -> None:
    """R86: a dispute that was lost before anybody heard of it was opened too."""
    opened, closed = announced(PAID, disputed(PAID, "lost"))

    assert (opened.type, closed.type) == ("checkout.dispute_opened", "checkout.dispute_closed")
    assert opened.id != closed.id
    assert opened.data["dispute"] == closed.data["dispute"]


def test_a_dispute_that_is_open_asks_to_hold_the_shipment() -> None:
    """R70, R86: and its end lifts that."""
    fought = disputed(PAID, "needs_response")

    assert the_one(PAID, fought).data["hold_shipment"] is True
    assert the_one(fought, disputed(fought, "won")).data["hold_shipment"] is False


def test_an_event_waits_to_be_delivered_from_the_moment_on() -> None:
    """R87: it is due at once, and has not been tried."""
    event = the_one(a_checkout_at_alma(), PAID)

    assert (event.state, event.tries, event.last_answer) == ("waiting", 0, None)
    assert event.happened_at == event.since == event.try_at == NOON + 2 * A_MINUTE


def test_a_payment_is_told_with_its_figures() -> None:
    """R86: the order and the money; what it is not about is null, and never missing."""
    assert the_one(a_checkout_at_alma(), PAID).data == {
        "checkout": "co_velvet-armchair",
        "order": "1001",
        "status": "paid",
        "amount": 14_990,
        "currency": "EUR",
        "captured": 14_990,
        "refunded": 0,
        "refundable": 14_990,
        "hold_shipment": False,
        "capture_before": None,
        "failure": None,
        "cancellation": None,
        "refund": None,
        "dispute": None,
    }


def test_an_authorization_is_told_with_its_deadline(view: CheckoutView) -> None:
    """R50, R86: the shop has to capture it before."""
    reserved = an_authorized_checkout()
    event = the_one(a_checkout_at_alma(), reserved)

    assert event.data["capture_before"] == view(reserved)["capture_before"] == "2026-12-01T12:00:00Z"


def test_what_an_event_is_about_looks_as_it_does_with_the_checkout(view: CheckoutView) -> None:
    """R86: one shape for a refund, a dispute, a failure and a cancellation, wherever they are shown."""
    given_back, fought = refunded(PAID, "failed"), disputed(disputed(PAID, "needs_response"), "lost")
    declined, canceled = a_declined_checkout(), a_canceled_checkout()

    assert the_one(PAID, given_back).data["refund"] == of_refund(given_back.refunds[0])
    assert the_one(disputed(PAID, "needs_response"), fought).data["dispute"] == view(fought)["dispute"]
    assert the_one(a_checkout_at_alma(), declined).data["failure"] == view(declined)["last_failure"]
    assert the_one(an_open_checkout(), canceled).data["cancellation"] == view(canceled)["cancellation"]


def test_of_several_refunds_and_disputes_the_one_is_told_that_it_is_about() -> None:
    """R86: and none where it is about neither."""
    refunds = tuple(Refund(id=f"re_{number}", amount=500, status="failed", created_at=NOON) for number in (1, 2, 3))
    disputes = tuple(Dispute(f"du_{number}", "open", 500, NOON, NOON) for number in (1, 2, 3))
    both = replace(PAID, refunds=refunds, disputes=disputes)
    came_back = facts(both, Entry(NOON, "refund_failed", "webhook", {"refund": "re_2"}))
    fought = facts(both, Entry(NOON, "dispute_opened", "webhook", {"dispute": "du_2"}))

    assert (came_back["refund"]["id"], came_back["dispute"]) == ("re_2", None)
    assert (fought["refund"], fought["dispute"]["id"]) == (None, "du_2")


def test_what_a_dispute_was_answered_with_is_told(view: CheckoutView) -> None:
    """R70, R86: as it is shown with the checkout."""
    fought = disputed(PAID, "needs_response")
    answer = Submission(at=NOON + A_DAY, by="ada", files=("receipt",), has_text=True, id="ev", pending=True)
    for submission in (answer, replace(answer, pending=False)):
        answered = replace(fought, disputes=(replace(fought.disputes[0], submission=submission),))
        lost = disputed(answered, "lost")

        assert the_one(answered, lost).data["dispute"] == view(lost)["dispute"]
        assert facts(answered, fought.timeline[-1])["dispute"] == view(answered)["dispute"]


def test_no_event_tells_a_secret_or_an_address() -> None:
    """R86, R92: not even the one that the customer was sent to."""
    told = [event.data for event in announced(None, PAID) + announced(None, a_declined_checkout())]

    assert told
    assert "://" not in str(told)
    assert "secret" not in str(told)


def test_every_type_of_event_is_the_checkouts() -> None:
    """R86: the names are a promise to the shop's developers."""
    assert set(TYPES.values()) == {
        f"checkout.{name}"
        for name in (
            "paid",
            "authorized",
            "attempt_failed",
            "canceled",
            "refund_succeeded",
            "refund_failed",
            "dispute_opened",
            "dispute_closed",
        )
    }
