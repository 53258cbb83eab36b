"""The promises of `capture`."""

from datetime import timedelta

import pytest

from domain.errors import ProviderRefused
from domain.payment import Succeeded, Voided
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import RESERVED_CHAIR, approved, code_of


@pytest.mark.parametrize("amount", [1, 8_000, 14_990])
async def test_reserved_money_is_taken(provider: Provider, amount: int) -> None:
    """All of it or a part; the amount of the payment stays what it was."""
    payment = await approved(provider, RESERVED_CHAIR)
    captured = await provider.gateway.capture(payment.id, amount, key="capture/1")

    assert isinstance(captured.status, Succeeded)
    assert (captured.status.received, captured.amount) == (amount, 14_990)


async def test_more_than_was_reserved_is_refused(provider: Provider) -> None:
    """The reservation stays."""
    payment = await approved(provider, RESERVED_CHAIR)
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.capture(payment.id, 14_991, key="capture/1")

    assert code_of(refusal) == "amount_too_large"
    assert (await provider.gateway.look_up(payment.id)).status == payment.status


async def test_money_is_taken_once(provider: Provider) -> None:
    """The rest was released with the first capture."""
    payment = await approved(provider, RESERVED_CHAIR)
    await provider.gateway.capture(payment.id, 8_000, key="capture/1")
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.capture(payment.id, 1_000, key="capture/2")

    assert code_of(refusal) == "payment_intent_unexpected_state"


async def test_a_repeated_capture_answers_as_the_first(provider: Provider) -> None:
    """One key, one effect."""
    payment = await approved(provider, RESERVED_CHAIR)
    first = await provider.gateway.capture(payment.id, 8_000, key="capture/1")
    again = await provider.gateway.capture(payment.id, 8_000, key="capture/1")

    assert again == first


async def test_a_reservation_runs_out_after_seven_days(provider: Provider) -> None:
    """Counted from the creation of the payment; the provider calls it automatic."""
    payment = await approved(provider, RESERVED_CHAIR)
    provider.wait(timedelta(days=7) - timedelta(seconds=1))
    before = await provider.gateway.look_up(payment.id)
    provider.wait(timedelta(seconds=1))
    after = await provider.gateway.look_up(payment.id)

    assert before.status == payment.status
    assert isinstance(after.status, Voided)
    assert after.status.reason == "automatic"
