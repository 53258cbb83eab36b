"""Two workers look at one checkout at once: it is looked after once, or at least nothing happens twice."""

import asyncio
from datetime import timedelta

from tests.faults.shops import a_shop, payments
from tests.races.conftest import Shop, events

A_MINUTE = timedelta(minutes=1)


async def test_one_of_them_looks_after_it(shop: Shop, url: str) -> None:
    """R4: what one has claimed, the other passes over."""
    other = a_shop(url)
    checkout = await shop.at_alma()
    await shop.provider.decide(checkout.payment_id, "approve")
    for worker in (shop, other):
        worker.clock.advance(65 * A_MINUTE)
    seen = await asyncio.gather(shop.container.sweep()(), other.container.sweep()())
    await other.container.database().close()

    assert sorted(len(each) for each in seen) == [0, 1]
    assert events(await shop.stored(checkout)).count("paid") == 1


async def test_a_worker_that_outlives_its_lease_does_nothing_twice(shop: Shop, url: str) -> None:
    """R60: another finishes the refund meanwhile; the slow one's call is the same call."""
    other = a_shop(url)
    checkout = await shop.paid()
    shop.provider.miss("refund")
    await shop.container.refund_checkout()(checkout.id, by="shop", amount=3_000)
    shop.clock.advance(2 * A_MINUTE)
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def held() -> None:
        asked.set()
        await go_on.wait()

    shop.provider.slow_down("refund", before=held)
    slow = asyncio.create_task(shop.container.sweep()())
    await asyncio.wait_for(asked.wait(), timeout=5)
    other.clock.advance(5 * A_MINUTE)
    quick = await other.container.sweep()()
    go_on.set()
    await slow
    await other.container.database().close()
    (payment,) = payments(url)
    after = await shop.stored(checkout)

    assert [seen.id for seen in quick] == [checkout.id]
    assert [refund.amount for refund in payment.refunds] == [3_000]
    assert [(refund.amount, refund.unanswered) for refund in after.refunds] == [(3_000, False)]
    assert after.refundable == 11_990
