"""Where a checkout ends, with its reason; and what may not be asked of one without a payment (R2, R20, R50)."""

from datetime import timedelta

import pytest

from domain.checkout import Checkout
from domain.endings import called_off
from domain.payment import Voided
from domain.states import Canceled
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_canceled_checkout,
    a_new_checkout,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)


def test_what_ended_is_not_called_off_again() -> None:
    """R2: the first reason stays."""
    assert called_off(a_canceled_checkout(), "abandoned", at=NOON, by="sweep") == a_canceled_checkout()


def test_to_ask_for_a_payment_that_is_not_there_is_a_bug() -> None:
    """R20: it is made before anybody needs it."""
    with pytest.raises(LookupError):
        _ = a_new_checkout().payment_id


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
