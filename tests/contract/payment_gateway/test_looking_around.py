"""The promises of `touched` and `events`: what happened at the provider without us is found again (R64, R85)."""

from datetime import timedelta

import pytest

from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import approved, created, refunded, sent_to_alma
from tests.support.manual_clock import NOON

A_WEEK = timedelta(days=7)


async def touched(provider: Provider, since: timedelta) -> set[str]:
    """Give the ids of the payments that were touched since some time after noon."""
    return {payment_id async for payment_id in provider.gateway.touched(since=NOON + since)}


@pytest.mark.anywhere
async def test_a_payment_says_whose_it_is(provider: Provider) -> None:
    """Its metadata names the store that made it."""
    payment = await created(provider)

    assert (await provider.gateway.look_up(payment.id)).installation == "in_rue_de_la_paix"


async def test_payments_made_since_are_found(provider: Provider) -> None:
    """The moment itself is included, what was made before is not."""
    early = await created(provider, key="early")
    provider.wait(A_WEEK)
    late = await created(provider, key="late")

    assert await touched(provider, timedelta()) == {early.id, late.id}
    assert await touched(provider, A_WEEK) == {late.id}
    assert await touched(provider, A_WEEK + timedelta(seconds=1)) == set()


async def test_an_old_payment_with_a_new_refund_is_found(provider: Provider) -> None:
    """Nobody needs to know when it was paid."""
    payment = await approved(provider)
    provider.wait(A_WEEK)
    await refunded(provider, payment, 3_000, "rf_scratch")

    assert await touched(provider, A_WEEK) == {payment.id}


async def test_an_old_payment_with_a_new_dispute_is_found(provider: Provider) -> None:
    """The customer's side may ask for the money back much later."""
    payment = await approved(provider)
    provider.wait(A_WEEK)
    await provider.dispute(payment)

    assert await touched(provider, A_WEEK) == {payment.id}


async def test_many_payments_are_found_page_by_page(provider: Provider) -> None:
    """None is left out."""
    made = {(await created(provider, key=f"{number}")).id for number in range(205)}

    assert await touched(provider, timedelta()) == made


async def test_the_events_since_are_told_as_hints(provider: Provider) -> None:
    """Each with the payment it is about; the sandbox tells nothing by itself."""
    await approved(provider)
    provider.wait(A_WEEK)
    payment = await sent_to_alma(provider, key="co_table/alma/1")
    hints = [hint async for hint in provider.gateway.events(since=NOON + A_WEEK)]

    expected = [("payment_intent.requires_action", payment.id, "co_chair", "test", NOON + A_WEEK)]
    assert [(it.type, it.payment_id, it.checkout_id, it.mode, it.happened_at) for it in hints] == (
        expected if provider.gateway.name == "stripe" else []
    )
