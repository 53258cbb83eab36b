"""The promises of `change_amount`."""

from dataclasses import replace

import pytest

from domain.errors import ProviderRefused
from domain.payment import AwaitingMethod
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import CHAIR, code_of, created, sent_to_alma


@pytest.mark.anywhere
async def test_an_open_payment_takes_another_amount(provider: Provider) -> None:
    """It waits for a way to pay as before."""
    payment = await created(provider)
    changed = await provider.gateway.change_amount(payment.id, 15_990, exclude_alma=False, key="change/1")

    assert (changed.amount, changed.status) == (15_990, AwaitingMethod(None))


async def test_a_chosen_payment_takes_another_amount(provider: Provider) -> None:
    """Choosing a way to pay does not fix the amount."""
    payment = await created(provider)
    await provider.choose(payment, "card")
    changed = await provider.gateway.change_amount(payment.id, 15_990, exclude_alma=False, key="change/1")

    assert changed.amount == 15_990


@pytest.mark.anywhere
async def test_alma_is_kept_out_and_let_in_again_with_the_amount(provider: Provider) -> None:
    """What is offered follows the order."""
    payment = await created(provider)
    out = await provider.gateway.change_amount(payment.id, 4_999, exclude_alma=True, key="change/1")
    back = await provider.gateway.change_amount(payment.id, 5_000, exclude_alma=False, key="change/2")

    assert "alma" not in out.offered
    assert "alma" in back.offered


@pytest.mark.anywhere
async def test_alma_alone_stays_alma_alone(provider: Provider) -> None:
    """Whether it is kept out is left alone there."""
    payment = await created(provider, replace(CHAIR, alma_only=True))
    changed = await provider.gateway.change_amount(payment.id, 15_990, exclude_alma=None, key="change/1")

    assert changed.offered == {"alma"}


async def test_a_new_amount_clears_the_last_error(provider: Provider) -> None:
    """Any update does."""
    sent = await sent_to_alma(provider)
    await provider.decide(sent, "refuse")
    changed = await provider.gateway.change_amount(sent.id, 15_990, exclude_alma=False, key="change/1")

    assert changed.status == AwaitingMethod(None)


async def test_the_amount_stays_while_the_customer_is_at_alma(provider: Provider) -> None:
    """Nobody pays another price than the one that was shown."""
    sent = await sent_to_alma(provider)
    with pytest.raises(ProviderRefused) as refusal:
        await provider.gateway.change_amount(sent.id, 15_990, exclude_alma=False, key="change/1")

    assert code_of(refusal) == "payment_intent_unexpected_state"
    assert (await provider.gateway.look_up(sent.id)).amount == 14_990


@pytest.mark.anywhere
async def test_each_change_happens_once(provider: Provider) -> None:
    """The first change, repeated after the second, answers as it did and undoes nothing."""
    payment = await created(provider)
    first = await provider.gateway.change_amount(payment.id, 15_990, exclude_alma=False, key="change/1")
    await provider.gateway.change_amount(payment.id, 14_000, exclude_alma=False, key="change/2")
    again = await provider.gateway.change_amount(payment.id, 15_990, exclude_alma=False, key="change/1")

    assert again == first
    assert (await provider.gateway.look_up(payment.id)).amount == 14_000
