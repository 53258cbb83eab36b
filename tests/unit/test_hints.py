"""A hint is not forgotten until an answer covers it, whatever happens in between (R4, R80, R85)."""

from dataclasses import replace
from datetime import timedelta

from domain.asking import asking
from domain.checkout import Checkout
from domain.payment import AwaitingAction, AwaitingConfirmation, AwaitingMethod, Unheard
from domain.schedule import lapsed
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_checkout_at_alma,
    a_paid_checkout,
    alma_of,
    an_open_checkout,
    settled,
)


def hinted(checkout: Checkout) -> Checkout:
    """Have something heard of a checkout, as a store does."""
    return replace(checkout, heard=checkout.heard + 1).due(NOON)


def test_a_change_of_the_business_keeps_a_hint_due() -> None:
    """R80: somebody asks something of the provider meanwhile."""
    changed = asking(hinted(a_paid_checkout()), "cancel", at=NOON + A_MINUTE)

    assert changed.look_again_at == NOON + A_MINUTE


def test_a_look_that_failed_comes_back_soon_and_then_in_growing_pauses() -> None:
    """R85: also where nothing else is awaited any more."""
    paid = hinted(a_paid_checkout())
    looked_at = paid.looked_at or NOON
    soon, later, at_last = (paid.put_off(looked_at + after) for after in (0 * A_MINUTE, 5 * A_MINUTE, A_DAY))

    assert soon.look_again_at is not None
    assert later.look_again_at is not None
    assert at_last.look_again_at is not None
    assert timedelta(seconds=30) <= soon.look_again_at - looked_at <= timedelta(seconds=33)
    assert 5 * A_MINUTE <= later.look_again_at - looked_at - 5 * A_MINUTE <= 6 * A_MINUTE
    assert 15 * A_MINUTE <= at_last.look_again_at - looked_at - A_DAY <= 17 * A_MINUTE


def test_without_a_hint_nothing_is_looked_at_where_nothing_is_awaited() -> None:
    """R2: paid is paid."""
    assert a_paid_checkout().put_off(NOON + A_DAY).look_again_at is None


def test_a_checkout_lapses_only_where_the_provider_says_that_nobody_paid() -> None:
    """R45: an unknown status is not called off."""
    waiting = settled(an_open_checkout(), AwaitingMethod())
    chosen = settled(an_open_checkout(), AwaitingConfirmation())
    unknown = settled(an_open_checkout(), Unheard("requires_tea"))
    late = NOON + A_DAY

    assert lapsed(waiting, late)
    assert lapsed(chosen, late)
    assert not lapsed(waiting, late - A_MINUTE)
    assert not lapsed(unknown, late)


def test_an_attempt_that_never_ends_lapses_a_day_later() -> None:
    """R45: a day after both its deadline and its lapse, while the provider still waits for the customer."""
    running = settled(a_checkout_at_alma(), AwaitingAction(alma_of("velvet-armchair"), "https://alma.example"))
    lost = settled(a_checkout_at_alma(), Unheard("requires_tea"))

    assert not lapsed(running, NOON + 2 * A_DAY - A_MINUTE)
    assert lapsed(running, NOON + 2 * A_DAY)
    assert not lapsed(lost, NOON + 2 * A_DAY + AN_HOUR)
    assert not lapsed(a_paid_checkout(), NOON + 9 * A_DAY)
