"""The promises of `look_up`, `find` and `client_secret`."""

import pytest

from domain.errors import ProviderRefused
from domain.payment import Succeeded
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import approved, code_of, created, refunded, sent_to_alma


async def test_a_look_up_tells_how_the_payment_stands_now(provider: Provider) -> None:
    """It sees what the customer did in the meantime."""
    payment = await sent_to_alma(provider)
    await provider.decide(payment, "approve")
    seen = await provider.gateway.look_up(payment.id)

    assert isinstance(seen.status, Succeeded)


@pytest.mark.anywhere
async def test_an_unknown_payment_is_refused(provider: Provider) -> None:
    """With the provider's code for it."""
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.look_up("pi_nobody")

    assert code_of(refusal) == "resource_missing"


async def test_a_look_up_brings_every_refund_and_dispute(provider: Provider) -> None:
    """None is left out, however many there are."""
    payment = await approved(provider)
    for number in range(12):
        await refunded(provider, payment, 100, f"rf_{number}")
    await provider.dispute(payment)
    seen = await provider.gateway.look_up(payment.id)

    assert {refund.refund for refund in seen.refunds} == {f"rf_{number}" for number in range(12)}
    assert [dispute.amount for dispute in seen.disputes] == [14_990]


async def test_a_payment_is_found_by_the_checkout_it_was_made_for(provider: Provider) -> None:
    """Its metadata tells, so that a lost answer loses no payment."""
    payment = await created(provider)
    found = await provider.gateway.find("co_chair")

    assert found == payment


@pytest.mark.anywhere
async def test_no_payment_is_found_for_another_checkout(provider: Provider) -> None:
    """Finding nothing is an answer."""
    await created(provider)

    assert await provider.gateway.find("co_table") is None


@pytest.mark.anywhere
async def test_the_client_secret_is_the_same_each_time(provider: Provider) -> None:
    """The browser may be given it again."""
    payment = await created(provider)
    first = await provider.gateway.client_secret(payment.id)

    assert first.startswith(payment.id)
    assert await provider.gateway.client_secret(payment.id) == first


@pytest.mark.anywhere
async def test_an_unknown_payment_has_no_client_secret(provider: Provider) -> None:
    """Nobody can confirm what is not there."""
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.client_secret("pi_nobody")

    assert code_of(refusal) == "resource_missing"
