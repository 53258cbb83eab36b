"""The promises of `refund`."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import ProviderRefused
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import RESERVED_CHAIR, approved, code_of, refunded


async def test_money_goes_back_under_our_own_name(provider: Provider) -> None:
    """The answer and every later look have our id."""
    payment = await approved(provider)
    refund = await refunded(provider, payment, 3_000, "rf_scratch")
    seen = await provider.gateway.look_up(payment.id)

    assert (refund.amount, refund.status, refund.refund) == (3_000, "pending", "rf_scratch")
    assert seen.refunds == (refund,)


async def test_a_refund_arrives_after_a_while(provider: Provider) -> None:
    """At most five minutes."""
    payment = await approved(provider)
    await refunded(provider, payment, 3_000, "rf_scratch")
    provider.wait(timedelta(minutes=5))
    seen = await provider.gateway.look_up(payment.id)

    assert [refund.status for refund in seen.refunds] == ["succeeded"]


async def test_two_equal_refunds_are_two(provider: Provider) -> None:
    """Each has its own key."""
    payment = await approved(provider)
    one = await refunded(provider, payment, 3_000, "rf_scratch")
    other = await refunded(provider, payment, 3_000, "rf_wobble")

    assert one.id != other.id
    assert len((await provider.gateway.look_up(payment.id)).refunds) == 2


async def test_a_repeated_refund_is_one(provider: Provider) -> None:
    """And its first answer comes again, although it has arrived since."""
    payment = await approved(provider)
    first = await refunded(provider, payment, 3_000, "rf_scratch")
    provider.wait(timedelta(minutes=5))
    again = await refunded(provider, payment, 3_000, "rf_scratch")

    assert again == first
    assert len((await provider.gateway.look_up(payment.id)).refunds) == 1


async def test_refunds_at_once_never_give_back_more_than_was_paid(provider: Provider) -> None:
    """One of two that are too much together is refused."""
    payment = await approved(provider)
    outcomes = await asyncio.gather(
        refunded(provider, payment, 8_000, "rf_scratch"),
        refunded(provider, payment, 8_000, "rf_wobble"),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ProviderRefund", "ProviderRefused"]


async def test_more_than_is_left_is_refused(provider: Provider) -> None:
    """What is on its way counts as gone."""
    payment = await approved(provider)
    await refunded(provider, payment, 14_000, "rf_scratch")
    with pytest.raises(ProviderRefused):
        await refunded(provider, payment, 991, "rf_wobble")

    assert len((await provider.gateway.look_up(payment.id)).refunds) == 1


async def test_nothing_goes_back_when_all_did(provider: Provider) -> None:
    """The provider has a code of its own for it."""
    payment = await approved(provider)
    await refunded(provider, payment, 14_990, "rf_scratch")
    with pytest.raises(ProviderRefused) as refusal:
        await refunded(provider, payment, 1, "rf_wobble")

    assert code_of(refusal) == "charge_already_refunded"


async def test_only_what_was_taken_of_a_reservation_goes_back(provider: Provider) -> None:
    """The released rest never was ours."""
    payment = await approved(provider, RESERVED_CHAIR)
    await provider.gateway.capture(payment.id, 8_000, key="capture/1")
    with pytest.raises(ProviderRefused):
        await refunded(provider, payment, 8_001, "rf_scratch")

    assert (await refunded(provider, payment, 8_000, "rf_wobble")).amount == 8_000


async def test_unpaid_money_does_not_go_back(provider: Provider) -> None:
    """Neither reserved money nor none at all."""
    payment = await approved(provider, RESERVED_CHAIR)
    with pytest.raises(ProviderRefused):
        await refunded(provider, payment, 100, "rf_scratch")

    assert (await provider.gateway.look_up(payment.id)).refunds == ()
