"""The promises of `confirm`."""

from dataclasses import replace

import pytest

from domain.errors import ProviderRefused
from domain.payment import AwaitingAction, AwaitingConfirmation, AwaitingMethod
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import (
    CHAIR,
    RESERVED_CHAIR,
    THANKS,
    approved,
    code_of,
    created,
    in_each_closed_status,
    sent_to_alma,
)


@pytest.mark.anywhere
async def test_the_customer_is_sent_to_alma(provider: Provider) -> None:
    """The answer has the address, and the method that this attempt is known by."""
    payment = await sent_to_alma(provider)

    assert isinstance(payment.status, AwaitingAction)
    assert payment.status.redirect_url
    assert payment.status.method.kind == "alma"
    assert payment.status.method.id
    assert payment.status.method.created_at is not None


async def test_a_payment_whose_method_was_chosen_is_sent_to_alma_as_well(provider: Provider) -> None:
    """Choosing on the page does not stand in the way."""
    payment = await created(provider)
    await provider.choose(payment, "card")
    chosen = await provider.gateway.look_up(payment.id)
    sent = await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")

    assert chosen.status == AwaitingConfirmation()
    assert isinstance(sent.status, AwaitingAction)


async def test_confirming_again_begins_a_new_attempt(provider: Provider) -> None:
    """It is told from the first by its method."""
    first = await sent_to_alma(provider)
    second = await provider.gateway.confirm(first.id, return_to=THANKS, key="co_chair/alma/2")

    assert isinstance(first.status, AwaitingAction)
    assert isinstance(second.status, AwaitingAction)
    assert first.status.method.id != second.status.method.id


async def test_one_key_begins_one_attempt(provider: Provider) -> None:
    """The same answer comes again, even after the attempt is over."""
    first = await sent_to_alma(provider)
    await provider.decide(first, "refuse")
    again = await provider.gateway.confirm(first.id, return_to=THANKS, key="co_chair/alma/1")
    seen = await provider.gateway.look_up(first.id)

    assert again == first
    assert isinstance(seen.status, AwaitingMethod)


@pytest.mark.anywhere
async def test_one_key_for_two_return_addresses_is_refused(provider: Provider) -> None:
    """Other parameters are another deed."""
    payment = await sent_to_alma(provider)
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.confirm(payment.id, return_to=f"{THANKS}&again", key="co_chair/alma/1")

    assert code_of(refusal) == "idempotency_error"


@pytest.mark.anywhere
async def test_alma_needs_an_address_to_return_to(provider: Provider) -> None:
    """Without one the customer would be lost."""
    payment = await created(provider)
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.confirm(payment.id, return_to="", key="co_chair/alma/1")

    assert code_of(refusal) == "payment_intent_redirect_confirmation_without_return_url"
    assert refusal.value.data["advice"] == "give_return_url"


@pytest.mark.parametrize("status", ["processing", "succeeded", "canceled"])
async def test_what_is_on_its_way_or_over_is_not_confirmed(provider: Provider, status: str) -> None:
    """The refusal changes nothing."""
    payment = (await in_each_closed_status(provider))[status]
    before = await provider.gateway.look_up(payment.id)
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.confirm(payment.id, return_to=THANKS, key="late")

    assert code_of(refusal) == "payment_intent_unexpected_state"
    assert await provider.gateway.look_up(payment.id) == before


async def test_reserved_money_is_not_asked_for_again(provider: Provider) -> None:
    """One payment reserves once."""
    payment = await approved(provider, RESERVED_CHAIR)
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.confirm(payment.id, return_to=THANKS, key="late")

    assert code_of(refusal) == "payment_intent_unexpected_state"


@pytest.mark.anywhere
async def test_alma_is_refused_where_it_is_kept_out(provider: Provider) -> None:
    """The server may not send the customer where the page would not."""
    payment = await created(provider, replace(CHAIR, exclude_alma=True))
    with pytest.raises(ProviderRefused):
        await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")

    assert (await provider.gateway.look_up(payment.id)).status == AwaitingMethod(None)


async def test_alma_is_refused_where_the_account_has_none(provider: Provider) -> None:
    """Not enabled is not offered."""
    payment = await created(provider)
    provider.withdraw_alma()
    with pytest.raises(ProviderRefused):
        await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")

    assert (await provider.gateway.look_up(payment.id)).status == AwaitingMethod(None)
