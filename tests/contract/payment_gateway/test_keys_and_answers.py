"""The promises of every call."""

from datetime import timedelta

import pytest

from domain.errors import ProviderRefused, ProviderUnavailable
from domain.payment import AwaitingAction, InProgress, Succeeded
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import (
    RESERVED_CHAIR,
    THANKS,
    approved,
    code_of,
    created,
    in_each_closed_status,
    refunded,
    sent_to_alma,
)


async def test_a_refusal_uses_its_key_up(provider: Provider) -> None:
    """The same no comes again, although it would be a yes by now; another key gets the yes."""
    payment = await sent_to_alma(provider, RESERVED_CHAIR)
    with pytest.raises(ProviderRefused):
        await provider.gateway.capture(payment.id, 14_990, key="capture/1")
    await provider.decide(payment, "approve")
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.capture(payment.id, 14_990, key="capture/1")
    captured = await provider.gateway.capture(payment.id, 14_990, key="capture/2")

    assert code_of(refusal) == "payment_intent_unexpected_state"
    assert isinstance(captured.status, Succeeded)


async def test_a_key_is_remembered_for_a_day(provider: Provider) -> None:
    """A second before the day is over it answers as at first; from then on it is a new deed."""
    payment = await created(provider)
    first = await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")
    provider.wait(timedelta(hours=24) - timedelta(seconds=1))
    again = await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")
    provider.wait(timedelta(seconds=1))
    new = await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")

    assert again == first
    assert isinstance(first.status, AwaitingAction)
    assert isinstance(new.status, AwaitingAction)
    assert new.status.method.id != first.status.method.id


async def test_a_key_forgotten_makes_another_payment(provider: Provider) -> None:
    """This is why nobody repeats a creation after a day."""
    first = await created(provider)
    provider.wait(timedelta(hours=24))
    second = await created(provider)

    assert first.id != second.id


async def test_without_an_answer_the_outcome_is_unknown(provider: Provider) -> None:
    """No call pretends to know more; once the provider answers again the same key does it."""
    payment = await created(provider)
    provider.disconnect()
    with pytest.raises(ProviderUnavailable):
        await provider.gateway.look_up(payment.id)
    with pytest.raises(ProviderUnavailable):
        await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")
    provider.reconnect()
    before = await provider.gateway.look_up(payment.id)
    sent = await provider.gateway.confirm(payment.id, return_to=THANKS, key="co_chair/alma/1")

    assert before == payment
    assert isinstance(sent.status, AwaitingAction)


async def test_a_lost_answer_comes_again_with_the_key(provider: Provider) -> None:
    """The refund was made; repeating it makes no second one."""
    payment = await approved(provider)
    provider.lose_answer("refund")
    with pytest.raises(ProviderUnavailable):
        await refunded(provider, payment, 3_000, "rf_scratch")
    again = await refunded(provider, payment, 3_000, "rf_scratch")

    assert (await provider.gateway.look_up(payment.id)).refunds == (again,)


async def test_a_payment_whose_answer_was_lost_is_found(provider: Provider) -> None:
    """By our own id in its metadata."""
    provider.lose_answer("create")
    with pytest.raises(ProviderUnavailable):
        await created(provider)
    found = await provider.gateway.find("co_chair")

    assert found == await created(provider)


async def test_a_payment_the_provider_works_on_says_so(provider: Provider) -> None:
    """Neither open nor paid."""
    payment = (await in_each_closed_status(provider))["processing"]
    seen = await provider.gateway.look_up(payment.id)

    assert isinstance(seen.status, InProgress)
