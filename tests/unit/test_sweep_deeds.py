"""The sweep finishes what it can, and puts off what it cannot (R20, R41, R45)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.checkout import AmountChange, Checkout
from domain.errors import NotAllowedNow, ProviderUnavailable
from domain.use_cases.ask_provider import Overtaken
from domain.use_cases.sweep import LEASE
from tests.races.conftest import Shop
from tests.support.checkouts import A_MINUTE, AN_HOUR, NOON
from tests.unit.shop_in_memory import NO_GOOD_ANSWERS, Failing, Meanwhile, Overheard, a_shop

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def never_made(shop: Shop) -> Checkout:
    """Have an opening of which the provider never heard."""
    shop.provider.miss("create")
    with pytest.raises(ProviderUnavailable):
        await shop.open()
    (stored,) = await shop.container.checkouts().of_order("COMPLICATED-LAMP")
    return stored


@pytest.mark.parametrize("error", [*NO_GOOD_ANSWERS, NotAllowedNow("Changing", "paid"), Overtaken()])
async def test_what_cannot_be_looked_after_now_is_put_off(shop: Shop, error: Exception) -> None:
    """R41: and nothing else is made of it."""
    checkout = await shop.at_alma()
    shop.clock.advance(AN_HOUR + A_MINUTE)
    Failing(shop, {"look_up": error})
    (swept,) = await shop.container.sweep()()

    assert swept == replace(checkout, look_again_at=swept.look_again_at)
    assert swept.look_again_at is not None
    assert swept.look_again_at >= shop.clock.now() + A_MINUTE


async def test_what_somebody_looks_after_is_left_to_them_for_a_minute(shop: Shop) -> None:
    """R41: one whose sweeper died is due again after that."""
    checkout = await shop.at_alma()
    shop.clock.advance(AN_HOUR + A_MINUTE)
    at = shop.clock.now()
    others: list[int] = []

    async def another() -> None:
        for after in (0 * A_SECOND, A_MINUTE - A_SECOND, A_MINUTE):
            due = await shop.container.checkouts().claim(at=at + after, until=at + after, limit=9)
            others.append(len(due))

    Meanwhile(shop, "get", another)
    await shop.container.sweep()()

    assert LEASE == A_MINUTE
    assert others == [0, 0, 1]
    assert (await shop.stored(checkout)).status == "open"


async def test_a_change_that_cannot_be_made_any_more_is_not_asked_for(shop: Shop) -> None:
    """R7, R22: in review nothing moves."""
    checkout = await shop.at_alma()
    await shop.provider.estrange(checkout.payment_id)
    held = await shop.approved(checkout)
    change = AmountChange(1, 9_000, (), exclude_alma=False, asked_at=NOON, by="ada")
    at = shop.clock.now()
    await shop.container.checkouts().update(held.id, lambda stored: replace(stored, change=change).due(at))
    heard = Overheard(shop)
    (swept,) = await shop.container.sweep()()

    assert (swept.status, swept.change, heard.calls) == ("in_review", change, [])


async def test_a_change_is_asked_for_until_it_is_23_hours_old(shop: Shop) -> None:
    """R20, R22: its key is too old to be used again then."""
    checkout = await shop.open()
    shop.provider.miss("change_amount")
    with pytest.raises(ProviderUnavailable):
        await shop.container.change_amount()(checkout.id, 9_000, by="ada")
    shop.clock.advance(timedelta(hours=23))
    heard = Overheard(shop)
    (swept,) = await shop.container.sweep()()

    assert (swept.change, swept.order.total.amount, heard.calls) == (None, 14_990, [])


@pytest.mark.parametrize(("early", "status"), [(A_SECOND, "open"), (0 * A_SECOND, "canceled")])
async def test_what_was_never_made_lapses_with_its_time(shop: Shop, early: timedelta, status: str) -> None:
    """R45: at its very end."""
    checkout = await never_made(shop)
    shop.clock.advance(checkout.lapses_at - shop.clock.now() - early)
    (swept,) = await shop.container.sweep()()

    assert swept.status == status


async def test_each_bug_is_told_with_its_cause(shop: Shop) -> None:
    """R41: one that nobody can look after does not stop the others."""
    checkouts = {(await shop.at_alma()).id for _ in range(2)}
    shop.clock.advance(AN_HOUR + A_MINUTE)
    Failing(shop, {"look_up": ValueError("spoiled")})
    with pytest.raises(ExceptionGroup) as trouble:
        await shop.container.sweep()()

    assert {(str(bug), str(bug.__cause__)) for bug in trouble.value.exceptions} == {
        (f"{checkout} could not be looked after.", "spoiled") for checkout in checkouts
    }


async def test_twenty_are_looked_after_at_a_time(shop: Shop) -> None:
    """R41: those that are due first."""
    for _ in range(21):
        await shop.at_alma()
    shop.clock.advance(AN_HOUR + A_MINUTE)
    sweep = shop.container.sweep()

    assert [len(await sweep()), len(await sweep())] == [20, 1]
