"""An event that was heard is looked into in the end, whatever failed in between (R4, R80, R85)."""

from datetime import timedelta

import pytest

from domain.checkout import Checkout
from domain.errors import ProviderRefused
from domain.ports import Hint
from tests.races.conftest import Shop, events


async def heard(shop: Shop, checkout: Checkout, name: str = "evt_1") -> None:
    """Have an event about a checkout arrive."""
    now = shop.clock.now()
    hint = Hint(name, "charge.dispute.created", "du_1", checkout.payment_id, None, "test", now)
    await shop.container.checkouts().hear(hint, at=now)


async def test_an_event_outlives_an_outage_of_the_provider(shop: Shop) -> None:
    """R85: the dispute is seen when the provider is back, without another event."""
    checkout = await shop.paid()
    await shop.provider.dispute(checkout.payment_id)
    await heard(shop, checkout)
    shop.provider.leave()
    (failed,) = await shop.container.sweep()()
    shop.provider.return_()
    shop.clock.advance(timedelta(minutes=16))
    (seen,) = await shop.container.sweep()()

    assert failed.disputes == ()
    assert seen.disputed
    assert [entry.by for entry in seen.timeline if entry.event == "dispute_opened"] == ["webhook"]


async def test_an_event_outlives_a_refund_that_runs_meanwhile(shop: Shop) -> None:
    """R80: the answer to the refund covers nothing else."""
    checkout = await shop.paid()

    async def disputed() -> None:
        await shop.provider.dispute(checkout.payment_id)
        await heard(shop, checkout)

    shop.provider.slow_down("refund", before=disputed)
    with pytest.raises(ProviderRefused):
        await shop.container.refund_checkout()(checkout.id, by="ada", amount=3_000)
    seen = await shop.stored(checkout)

    assert seen.disputed
    assert events(seen).count("dispute_opened") == 1


async def test_fifty_who_look_at_once_ask_once(shop: Shop) -> None:
    """R44: the customer's page asks the provider once in two seconds, whoever looks and whatever it answers."""
    import asyncio

    checkout = await shop.at_alma()
    shop.clock.advance(timedelta(seconds=5))
    asked = 0

    async def count() -> None:
        nonlocal asked
        asked += 1
        shop.provider.slow_down("look_up", before=count)

    shop.provider.slow_down("look_up", before=count)
    look = shop.container.welcome_back().look
    await asyncio.gather(*(look(checkout.id) for _ in range(50)))
    shop.clock.set(shop.clock.now() - timedelta(days=2))
    await look(checkout.id)

    assert asked == 2


async def test_who_looks_while_the_provider_is_away_sees_what_is_stored(shop: Shop) -> None:
    """R44: and does not make it worse by asking again and again."""
    checkout = await shop.at_alma()
    shop.clock.advance(timedelta(seconds=5))
    shop.provider.leave()
    looks = [await shop.container.welcome_back().look(checkout.id) for _ in range(3)]

    assert {look.status for look in looks} == {"awaiting_customer"}
