"""Where the provider's answer leads once the customer has acted (R24, R50, R63)."""

from datetime import datetime

import pytest

from domain.checkout import Capture, Checkout, Methods
from domain.endings import called_off
from domain.payment import ALMA, Capturable, InProgress, Method, PaymentStatus, Succeeded, Voided
from domain.states import Authorized, Canceled
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_new_checkout,
    alma_of,
    an_authorized_checkout,
    an_open_checkout,
    an_opening,
    settled,
)

UNSEEN = Method("pm_unseen", ALMA, NOON - A_DAY)
CARD = Method("pm_card", "card")


@pytest.mark.parametrize("status", [InProgress(UNSEEN), Capturable(14_990, UNSEEN), Succeeded(14_990, NOON, UNSEEN)])
def test_an_attempt_that_was_never_seen_to_begin_counts(status: PaymentStatus) -> None:
    """R24: it began on our page, when the provider says."""
    after = settled(an_open_checkout(), status)

    assert after.attempts == 1
    assert after.attempt is not None
    assert (after.attempt.number, after.attempt.method_id, after.attempt.on_page) == (1, "pm_unseen", True)
    assert after.attempt.started_at == NOON - A_DAY


def test_an_attempt_without_a_time_began_when_it_was_noticed() -> None:
    """R24: as far as anybody knows."""
    after = settled(an_open_checkout(), InProgress(CARD))

    assert after.attempt is not None
    assert after.attempt.started_at == NOON + A_MINUTE


@pytest.mark.parametrize("method", [None, alma_of("velvet-armchair"), Method(None, ALMA)])
def test_the_attempt_that_runs_is_the_one_that_ends_well(method: Method | None) -> None:
    """R24: unless the provider names another method."""
    after = settled(a_checkout_at_alma(), Succeeded(14_990, NOON, method))

    assert after.attempt is not None
    assert (after.attempts, after.attempt.method_id) == (1, "pm_velvet-armchair")


def test_another_method_that_pays_is_the_next_attempt() -> None:
    """R24: the customer left Alma and paid by card on the page."""
    after = settled(a_checkout_at_alma(), Succeeded(14_990, NOON, CARD))

    assert after.attempt is not None
    assert (after.attempts, after.attempt.number, after.attempt.method_id) == (2, 2, "pm_card")


@pytest.mark.parametrize(("methods", "before"), [(Methods.ALMA, NOON + 7 * A_DAY), (Methods.AUTOMATIC, None)])
def test_without_a_word_on_the_method_what_was_wanted_decides(methods: Methods, before: datetime | None) -> None:
    """R50: the seven days are Alma's."""
    opened = an_open_checkout(opening=an_opening(methods=methods, capture=Capture.MANUAL))
    after = settled(opened, Capturable(14_990))

    assert after.state == Authorized(14_990, before, None)


def by_card() -> Checkout:
    """Have money reserved on a card, for as long as the provider likes."""
    opened = an_open_checkout(opening=an_opening(capture=Capture.MANUAL))
    return settled(opened, Capturable(14_990, CARD))


@pytest.mark.parametrize(
    ("checkout", "status", "reason"),
    [
        (an_authorized_checkout(), Voided("expired"), "authorization_expired"),
        (an_authorized_checkout(), Voided("automatic"), "authorization_expired"),
        (an_authorized_checkout(), Voided("duplicate"), "duplicate"),
        (an_authorized_checkout(), Voided(at=NOON + 7 * A_DAY), "authorization_expired"),
        (an_authorized_checkout(), Voided(at=NOON + 7 * A_DAY - A_MINUTE), "canceled_at_provider"),
        (an_authorized_checkout(), Voided(), "canceled_at_provider"),
        (by_card(), Voided("expired"), "authorization_expired"),
        (by_card(), Voided(at=NOON + 9 * A_DAY), "canceled_at_provider"),
        (an_open_checkout(), Voided("expired"), "expired"),
        (an_open_checkout(), Voided(), "canceled_at_provider"),
    ],
)
def test_a_cancellation_is_called_what_it_was(checkout: Checkout, status: Voided, reason: str) -> None:
    """R50: an authorization that ran out, by the provider's word or else by the deadline; any other as given."""
    after = settled(checkout, status)

    assert isinstance(after.state, Canceled)
    assert after.state.reason == reason


def test_an_authorization_that_was_let_go_without_a_time_ran_out_if_its_deadline_is_over() -> None:
    """R50: as far as our clock knows."""
    after = settled(an_authorized_checkout(), Voided(), after=7 * A_DAY)

    assert isinstance(after.state, Canceled)
    assert after.state.reason == "authorization_expired"


def test_what_ended_is_not_called_off_again() -> None:
    """R2: the first reason stays."""
    assert called_off(a_canceled_checkout(), "abandoned", at=NOON, by="sweep") == a_canceled_checkout()


def test_to_ask_for_a_payment_that_is_not_there_is_a_bug() -> None:
    """R20: it is made before anybody needs it."""
    with pytest.raises(LookupError):
        _ = a_new_checkout().payment_id
