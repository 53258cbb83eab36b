"""The promises of `cancel`."""

import pytest

from domain.errors import ProviderRefused
from domain.payment import Voided
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import (
    RESERVED_CHAIR,
    approved,
    code_of,
    created,
    in_each_closed_status,
    sent_to_alma,
)


@pytest.mark.anywhere
async def test_an_open_payment_is_called_off(provider: Provider) -> None:
    """With the reason that was given, and when."""
    payment = await created(provider)
    canceled = await provider.gateway.cancel(payment.id, "abandoned", key="cancel")

    assert isinstance(canceled.status, Voided)
    assert canceled.status.reason == "abandoned"
    assert canceled.status.at is not None


@pytest.mark.anywhere
async def test_a_payment_is_called_off_while_the_customer_is_at_alma(provider: Provider) -> None:
    """The attempt ends with it."""
    sent = await sent_to_alma(provider)
    canceled = await provider.gateway.cancel(sent.id, "requested_by_customer", key="cancel")

    assert isinstance(canceled.status, Voided)


async def test_a_reservation_is_called_off(provider: Provider) -> None:
    """The money is released."""
    payment = await approved(provider, RESERVED_CHAIR)
    canceled = await provider.gateway.cancel(payment.id, "duplicate", key="cancel")

    assert isinstance(canceled.status, Voided)


@pytest.mark.parametrize("status", ["processing", "succeeded", "canceled"])
async def test_what_is_on_its_way_or_over_is_not_called_off(provider: Provider, status: str) -> None:
    """Not even what was called off already."""
    payment = (await in_each_closed_status(provider))[status]
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.cancel(payment.id, "abandoned", key="another")

    assert code_of(refusal) == "payment_intent_unexpected_state"


@pytest.mark.anywhere
async def test_a_repeated_cancellation_answers_as_the_first(provider: Provider) -> None:
    """One key, one effect."""
    payment = await created(provider)
    first = await provider.gateway.cancel(payment.id, "abandoned", key="cancel")
    again = await provider.gateway.cancel(payment.id, "abandoned", key="cancel")

    assert again == first
