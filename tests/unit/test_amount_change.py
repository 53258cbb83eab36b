"""A wanted amount is written down, and taken over when the provider has it (R22)."""

from dataclasses import replace

import pytest

from domain import amount_change
from domain.checkout import AmountChange, Checkout
from domain.errors import InvalidRequest, NotAllowedNow
from domain.order import Line
from domain.payment import AwaitingMethod, Capturable, Payment, PaymentStatus, Succeeded, Voided
from domain.settling import settle
from tests.support.checkouts import (
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    an_open_checkout,
)

CHAIR, VASE = Line("Chaise", 1, 14_990), Line("Vase", 1, 1_000)


def wanting(checkout: Checkout, amount: int, lines: tuple[Line, ...] | None = None) -> Checkout:
    """Want another amount."""
    order = amount_change.changed_order(checkout.order, amount, lines)
    return amount_change.wanted(checkout, order, exclude_alma=amount < 5_000, at=NOON, by="ada")


def news(amount: int, paid: int | None = None) -> Payment:
    """Tell of the payment with an amount."""
    status = AwaitingMethod() if paid is None else Succeeded(paid, NOON)
    return replace(a_payment_for(an_open_checkout(), status), amount=amount)


def after(checkout: Checkout, told: Payment) -> Checkout:
    """Settle a minute later."""
    return settle(checkout, told, at=NOON + A_MINUTE, by="sweep")


def test_nothing_is_taken_over_before_the_provider_has_it() -> None:
    """R22: a crash in between is finished by the sweep."""
    waiting = after(wanting(an_open_checkout(), 4_000), news(14_990))

    assert (waiting.order.total.amount, waiting.change is None, waiting.alma_excluded) == (14_990, False, False)


def test_the_amount_is_taken_over_once_the_provider_has_it() -> None:
    """R22, R12: whether Alma is kept out goes with it."""
    changed = after(wanting(an_open_checkout(), 4_000, (Line("Vase", 4, 1_000),)), news(4_000))

    assert (changed.order.total.amount, changed.change, changed.alma_excluded) == (4_000, None, True)
    assert changed.order.lines == (Line("Vase", 4, 1_000),)
    assert [(entry.event, entry.by, entry.detail["to"]) for entry in changed.timeline[-1:]] == [
        ("amount_changed", "ada", 4_000)
    ]


@pytest.mark.parametrize("paid", [14_990, 15_990])
def test_whichever_amount_was_paid_is_kept(paid: int) -> None:
    """R22: until the change is settled, R5 accepts either."""
    settled = after(wanting(an_open_checkout(), 15_990), news(paid, paid))

    assert (settled.status, settled.order.total.amount, settled.change) == ("paid", paid, None)


@pytest.mark.parametrize(
    ("status", "moved"), [(Voided(), "canceled"), (Capturable(14_990), "authorized"), (Succeeded(14_990, NOON), "paid")]
)
def test_a_change_that_came_too_late_is_forgotten(status: PaymentStatus, moved: str) -> None:
    """R22: it is not to be had any more."""
    late = after(wanting(an_open_checkout(), 15_990), replace(news(14_990), status=status))

    assert (late.status, late.order.total.amount, late.change) == (moved, 14_990, None)


@pytest.mark.parametrize("ended", [a_checkout_in_review(), a_paid_checkout(), a_canceled_checkout()])
def test_what_has_ended_or_is_in_review_takes_no_amount_over(ended: Checkout) -> None:
    """R2, R7: whatever was wanted before."""
    late = replace(ended, change=AmountChange(1, 15_990, (), exclude_alma=False, asked_at=NOON, by="ada"))

    assert amount_change.taken_over(late, news(15_990), at=NOON) is late


def test_a_wish_waits_for_the_answer_to_the_one_before() -> None:
    """R22: the provider may take two in either order, and the customer would pay another price than ours."""
    with pytest.raises(NotAllowedNow, match="Another change") as refused:
        wanting(wanting(an_open_checkout(), 15_990), 16_990)

    assert refused.value.data == {
        "current_status": "open",
        "reason": "change_under_way",
        "advice": "try_again",
    }


def test_each_wish_has_a_number_of_its_own() -> None:
    """R22: an answer to another one drops nothing."""
    first = wanting(an_open_checkout(), 15_990)
    second = wanting(amount_change.dropped(first, 1, at=NOON), 16_990)

    assert second.change is not None
    assert second.change.number == 2
    assert amount_change.dropped(second, 1, at=NOON) is second
    assert amount_change.dropped(second, 2, at=NOON).change is None
    assert amount_change.dropped(an_open_checkout(), 1, at=NOON) == an_open_checkout()


def test_only_an_open_checkout_changes() -> None:
    """R22: not while the customer is at Alma."""
    with pytest.raises(NotAllowedNow):
        wanting(a_checkout_at_alma(), 15_990)


def test_a_checkout_with_lines_needs_new_ones() -> None:
    """R22: and they sum to the new amount."""
    order = replace(an_open_checkout().order, lines=(CHAIR,))

    with pytest.raises(InvalidRequest, match=r"^lines: are needed"):
        amount_change.changed_order(order, 15_990, None)
    with pytest.raises(InvalidRequest, match=r"^lines: are needed"):
        amount_change.changed_order(order, 15_990, ())
    with pytest.raises(InvalidRequest, match=r"^lines: "):
        amount_change.changed_order(order, 15_991, (CHAIR, VASE))
    assert amount_change.changed_order(order, 15_990, (CHAIR, VASE)).lines == (CHAIR, VASE)
