"""The ledger of refunds: matched by id, adopted when nobody knows them, never wrong about the balance (R60 to R65)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain import refunding
from domain.checkout import Checkout
from domain.errors import AmountExceedsRefundable, IdempotencyConflict, NotAllowedNow, RefundWindowClosed
from domain.payment import Method, ProviderDispute, ProviderRefund, Succeeded
from domain.refunds import Refund, RefundKey, status_of
from domain.settling import settle
from domain.states import Paid
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_checkout_at_alma,
    a_paid_checkout,
    a_payment_for,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)

KEY = RefundKey("shop", "refund-of-the-vase", 3_000)
A_SECOND = timedelta(seconds=1)


def a_refund(name: str = "vase", amount: int = 3_000, *, at: datetime = NOON, key: RefundKey | None = None) -> Refund:
    """Ask for 30.00 EUR back."""
    return Refund(id=f"re_{name}", amount=amount, status="pending", created_at=at, key=key, by="shop")


def told(checkout: Checkout, *refunds: ProviderRefund, disputes: tuple[ProviderDispute, ...] = ()) -> Checkout:
    """Settle a paid checkout with what the provider lists."""
    paid = Succeeded(14_990, NOON)
    news = replace(a_payment_for(checkout, paid), refunds=refunds, disputes=disputes)
    return settle(checkout, news, at=NOON + 10 * A_MINUTE, by="sweep")


def provider_s(status: str, *, of: str | None = "re_vase", name: str = "pyr_1", amount: int = 3_000) -> ProviderRefund:
    """Tell of a refund at the provider."""
    return ProviderRefund(name, amount, status, NOON, of)


def events(checkout: Checkout) -> list[str]:
    """Give what happened to refunds."""
    return [entry.event for entry in checkout.timeline if entry.event.startswith("refund")]


def test_a_refund_is_pending_first_and_holds_its_amount() -> None:
    """R60, R61: the balance is what is left beside it."""
    asked = refunding.requested(a_paid_checkout(), a_refund())

    assert asked.refunds == (a_refund(),)
    assert (asked.refundable, asked.refunded) == (11_990, 0)
    assert events(asked) == ["refund_requested"]


@pytest.mark.parametrize(
    ("word", "status", "refundable"),
    [
        ("pending", "pending", 11_990),
        ("requires_action", "pending", 11_990),
        ("succeeded", "succeeded", 11_990),
        ("failed", "failed", 14_990),
        ("canceled", "failed", 14_990),
        ("something_new", "pending", 11_990),
    ],
)
def test_the_provider_s_words_for_a_refund(word: str, status: str, refundable: int) -> None:
    """R62: `requires_action` counts as pending, `canceled` as failed, and a failure frees the balance."""
    after = told(refunding.requested(a_paid_checkout(), a_refund()), provider_s(word))

    assert status_of(word) == status
    assert (after.refunds[0].status, after.refundable) == (status, refundable)
    assert told(after, provider_s(word)).refunds == after.refunds


def test_a_refund_that_fails_after_it_succeeded_is_taken_in() -> None:
    """R62: with too little balance at the provider, money comes back."""
    done = told(refunding.requested(a_paid_checkout(), a_refund()), provider_s("succeeded"))
    undone = told(done, replace(provider_s("failed"), failure="insufficient_funds"))

    assert (undone.refunds[0].status, undone.refunds[0].failure) == ("failed", "insufficient_funds")
    assert undone.refundable == 14_990
    assert events(undone) == ["refund_requested", "refund_succeeded", "refund_failed"]


def test_a_failed_refund_stays_failed_and_nothing_becomes_pending_again() -> None:
    """R62: late news are old news."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    failed, done = told(asked, provider_s("failed")), told(asked, provider_s("succeeded"))

    assert told(failed, provider_s("succeeded")).refunds[0].status == "failed"
    assert told(done, provider_s("pending")).refunds[0].status == "succeeded"


def test_a_refund_made_in_the_dashboard_is_adopted_once() -> None:
    """R64: matched by the provider's id from then on."""
    adopted = told(told(a_paid_checkout(), provider_s("pending", of=None)), provider_s("succeeded", of=None))

    assert [(refund.id, refund.adopted, refund.status) for refund in adopted.refunds] == [("pyr_1", True, "succeeded")]
    assert (adopted.refunds[0].unanswered, adopted.refunds[0].by) == (False, "provider")
    assert events(adopted) == ["refund_adopted", "refund_succeeded"]


def test_nobody_is_asked_about_a_refund_that_failed() -> None:
    """R60: it had its answer, also where the provider gave it no id."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    failed = refunding.refused(asked, "re_vase", "no", at=NOON, by="shop")

    assert asked.refunds[0].unanswered
    assert not failed.refunds[0].unanswered


def test_a_second_refund_with_our_id_in_its_metadata_is_adopted() -> None:
    """R64: ours is the one that has the provider's id already."""
    first = told(refunding.requested(a_paid_checkout(), a_refund()), provider_s("succeeded"))
    both = told(first, provider_s("succeeded"), provider_s("succeeded", name="pyr_2"))

    assert [(refund.id, refund.adopted) for refund in both.refunds] == [("re_vase", False), ("pyr_2", True)]
    assert both.refundable == 8_990


def test_a_refund_that_was_given_up_and_exists_after_all_counts() -> None:
    """R20, R64: what the provider lists is what happened."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    given_up = refunding.refused(asked, "re_vase", "never_reached_the_provider", at=NOON, by="sweep")
    found = told(given_up, provider_s("succeeded"))

    assert given_up.refundable == 14_990
    assert (found.refunds[0].status, found.refunds[0].failure, found.refundable) == ("succeeded", None, 11_990)
    assert found.refunds[0].provider_id == "pyr_1"


def test_a_refund_that_was_given_up_may_have_failed_there_too() -> None:
    """R20, R64: the provider's word for why takes the place of ours, and nothing new has happened."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    given_up = refunding.refused(asked, "re_vase", "never_reached_the_provider", at=NOON, by="sweep")
    found = told(given_up, replace(provider_s("failed"), failure="expired_card"))

    assert (found.refunds[0].status, found.refunds[0].failure) == ("failed", "expired_card")
    assert events(found) == events(given_up)


def test_a_refund_that_was_given_up_may_be_on_its_way() -> None:
    """R20, R64: it counts again, and is told when it arrives."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    given_up = refunding.refused(asked, "re_vase", "never_reached_the_provider", at=NOON, by="sweep")
    found = told(given_up, provider_s("pending"))

    assert (found.refunds[0].status, found.refundable) == ("pending", 11_990)
    assert events(found) == events(given_up)


def test_a_refund_is_refused_once_and_only_while_it_has_no_answer() -> None:
    """R60: the provider's listed refund is not closed by a late refusal."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    answered = told(asked, provider_s("pending"))

    assert refunding.refused(answered, "re_vase", "no", at=NOON, by="shop") == answered
    assert refunding.refused(asked, "re_other", "no", at=NOON, by="shop") == asked


def test_one_refund_is_refused_among_others() -> None:
    """R60: the others are still on their way."""
    both = refunding.requested(refunding.requested(a_paid_checkout(), a_refund("first")), a_refund("second"))
    one = refunding.refused(both, "re_first", "no", at=NOON, by="shop")

    assert [(refund.id, refund.status, refund.failure) for refund in one.refunds] == [
        ("re_first", "failed", "no"),
        ("re_second", "pending", None),
    ]


def test_the_same_answer_twice_changes_nothing() -> None:
    """R2: an answer and the list tell the same."""
    asked = refunding.requested(a_paid_checkout(), a_refund())
    once = refunding.answered(asked, provider_s("pending"), at=NOON, by="shop")

    assert once.refunds[0].provider_id == "pyr_1"
    assert refunding.answered(once, provider_s("pending"), at=NOON, by="shop") is once


@pytest.mark.parametrize("amount", [14_991, 0, -1])
def test_more_than_what_is_left_is_refused(amount: int) -> None:
    """R61: the refusal says how much is."""
    with pytest.raises(AmountExceedsRefundable) as refused:
        refunding.requested(a_paid_checkout(), a_refund(amount=amount))

    assert refused.value.data == {"refundable": 14_990}


def test_a_key_makes_one_refund_for_thirty_days() -> None:
    """R21, R60: retried it is one, later it is another."""
    once = refunding.requested(a_paid_checkout(), a_refund("first", key=KEY))
    again = refunding.requested(once, a_refund("second", key=KEY, at=NOON + 30 * A_DAY - A_SECOND))
    later = refunding.requested(once, a_refund("third", key=KEY, at=NOON + 30 * A_DAY))
    somebody_else_s = refunding.requested(once, a_refund("fourth", key=replace(KEY, sender="other")))

    assert again is once
    assert [refund.id for refund in later.refunds] == ["re_first", "re_third"]
    assert [refund.id for refund in somebody_else_s.refunds] == ["re_first", "re_fourth"]


def test_two_equal_refunds_without_a_key_are_two() -> None:
    """R60: two of 30.00 are two."""
    two = refunding.requested(refunding.requested(a_paid_checkout(), a_refund("first")), a_refund("second"))

    assert two.refundable == 8_990
    assert refunding.earlier(two, None, None, NOON) is None
    assert refunding.earlier(refunding.requested(two, a_refund("third", key=KEY)), None, None, NOON) is None


def test_a_key_is_found_behind_refunds_without_one() -> None:
    """R21: and behind those of other keys."""
    other = replace(KEY, text="refund-of-the-chair")
    first = refunding.requested(
        refunding.requested(a_paid_checkout(), a_refund("first")), a_refund("second", key=other)
    )
    third = refunding.requested(first, a_refund("third", key=KEY))

    assert refunding.earlier(third, KEY, None, NOON) == a_refund("third", key=KEY)


@pytest.mark.parametrize(
    "other", [a_refund("second", key=replace(KEY, asked=None)), replace(a_refund(key=KEY), reason="duplicate")]
)
def test_a_key_with_another_request_is_a_conflict(other: Refund) -> None:
    """R21: another amount or another reason."""
    once = refunding.requested(a_paid_checkout(), a_refund("first", key=KEY))

    with pytest.raises(IdempotencyConflict):
        refunding.requested(once, other)


@pytest.mark.parametrize(("day", "allowed"), [(0, True), (180, True), (181, False)])
def test_alma_takes_refunds_until_the_end_of_day_180(day: int, allowed: bool) -> None:
    """R63: counted in UTC days from the provider's time of payment, the day itself included."""
    last_second = (NOON + day * A_DAY).replace(hour=23, minute=59, second=59)
    late = a_refund(at=last_second)

    if allowed:
        assert refunding.requested(a_paid_checkout(), late).refunds
    else:
        with pytest.raises(RefundWindowClosed) as refused:
            refunding.requested(a_paid_checkout(), late)
        assert refused.value.data == {"last_day": "2027-05-23"}


def test_for_another_method_the_provider_decides() -> None:
    """R63: the 180 days are Alma's."""
    by_card = settled(an_open_checkout(), Succeeded(14_990, NOON, Method("pm_card", "card")))

    assert refunding.requested(by_card, a_refund(at=NOON + 400 * A_DAY)).refunds


def test_an_authorization_is_canceled_and_not_refunded() -> None:
    """R65: the refusal says so."""
    with pytest.raises(NotAllowedNow) as refused:
        refunding.requested(an_authorized_checkout(), a_refund())

    assert refused.value.data["advice"] == "cancel_instead"


def test_what_is_not_paid_cannot_go_back() -> None:
    """R61: nothing was captured."""
    with pytest.raises(NotAllowedNow) as refused:
        refunding.requested(a_checkout_at_alma(), a_refund())

    assert refused.value.data == {"current_status": "awaiting_customer", "advice": None}


def test_an_open_dispute_stops_refunds_and_a_lost_one_takes_its_amount() -> None:
    """R61: nothing goes back twice."""
    dispute = ProviderDispute("du_1", 5_000, "needs_response", NOON)
    disputed = told(a_paid_checkout(), disputes=(dispute,))
    lost = told(disputed, disputes=(replace(dispute, status="lost"),))

    with pytest.raises(NotAllowedNow) as refused:
        refunding.requested(disputed, a_refund())
    assert refused.value.data == {"current_status": "paid", "reason": "dispute_open", "advice": "wait"}
    assert refused.value.sentence == "Refunding is not possible while a dispute over it is open."
    assert (disputed.refundable, lost.refundable) == (0, 9_990)


def test_the_balance_is_never_below_zero() -> None:
    """R61: a dispute may be lost over money that went back already."""
    back = told(a_paid_checkout(), provider_s("succeeded", of=None, amount=14_990))
    lost = told(back, disputes=(ProviderDispute("du_1", 14_990, "lost", NOON),))

    assert isinstance(lost.state, Paid)
    assert lost.refundable == 0
