"""The promises of `create`."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import ProviderRefused
from domain.payment import AwaitingMethod
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import CHAIR, code_of, created


@pytest.mark.anywhere
async def test_a_new_payment_waits_for_a_way_to_pay(provider: Provider) -> None:
    """It carries what it was made of, and nothing happened to it yet."""
    payment = await created(provider)

    assert payment.status == AwaitingMethod(None)
    assert (payment.amount, payment.currency, payment.checkout) == (14_990, "EUR", "co_chair")
    assert (payment.refunds, payment.disputes) == ((), ())


@pytest.mark.anywhere
async def test_a_payment_offers_alma_beside_other_ways(provider: Provider) -> None:
    """Every way to pay of the account is offered."""
    payment = await created(provider)

    assert payment.offered >= {"alma", "card"}


@pytest.mark.anywhere
async def test_a_payment_with_alma_alone_offers_nothing_else(provider: Provider) -> None:
    """What the shop asks for is all the customer sees."""
    payment = await created(provider, replace(CHAIR, alma_only=True))

    assert payment.offered == {"alma"}


@pytest.mark.anywhere
async def test_alma_is_kept_out_where_the_shop_says_so(provider: Provider) -> None:
    """The other ways to pay remain."""
    payment = await created(provider, replace(CHAIR, exclude_alma=True))

    assert "alma" not in payment.offered
    assert "card" in payment.offered


async def test_alma_is_left_out_in_silence_where_the_account_has_none(provider: Provider) -> None:
    """The payment is made all the same; what it offers tells."""
    provider.withdraw_alma()
    payment = await created(provider, replace(CHAIR, alma_only=True))

    assert payment.offered == frozenset()


async def test_alma_does_not_fit_a_foreign_currency(provider: Provider) -> None:
    """Other ways to pay take it."""
    payment = await created(provider, replace(CHAIR, currency="CHF"))

    assert payment.offered == {"card"}


@pytest.mark.anywhere
async def test_one_key_makes_one_payment(provider: Provider) -> None:
    """A repeated creation answers with the same payment."""
    first = await created(provider)
    again = await created(provider)

    assert again == first


async def test_one_key_makes_one_payment_even_at_once(provider: Provider) -> None:
    """Two processes that create the payment of one checkout get the same one."""
    one, other = await asyncio.gather(created(provider), created(provider))

    assert one.id == other.id


@pytest.mark.anywhere
async def test_two_keys_make_two_payments(provider: Provider) -> None:
    """The key alone tells whether it is the same deed."""
    one, other = await created(provider, key="first"), await created(provider, key="second")

    assert one.id != other.id


@pytest.mark.anywhere
async def test_one_key_for_two_different_payments_is_refused(provider: Provider) -> None:
    """And the first payment stays as it is."""
    first = await created(provider)
    with pytest.raises(ProviderRefused) as refusal:
        await created(provider, replace(CHAIR, amount=15_000))

    assert code_of(refusal) == "idempotency_error"
    assert await provider.gateway.look_up(first.id) == first


async def test_a_refused_creation_leaves_nothing(provider: Provider) -> None:
    """No payment is made for an amount that the provider does not take, with the same key or ever."""
    for _ in range(2):
        with pytest.raises(ProviderRefused):
            await created(provider, replace(CHAIR, amount=0))

    assert await provider.gateway.find("co_chair") is None
