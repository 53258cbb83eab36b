"""Moves replace a checkout, one after the other, all or nothing (R4)."""

import asyncio

import pytest

from domain.checkout import Checkout
from domain.endings import called_off
from domain.errors import NotAllowedNow
from domain.payment import AwaitingAction
from domain.ports import Checkouts
from domain.settling import settle
from tests.contract.checkouts.samples import LATER, added, counted
from tests.support.checkouts import (
    a_payment_for,
    alma_of,
    an_open_checkout,
)


async def test_an_update_gives_and_keeps_what_the_move_makes(store: Checkouts) -> None:
    """The outcome of an update is what is stored."""
    await added(store, an_open_checkout())
    after = await store.update("co_velvet-armchair", counted)

    assert after.changes == 1
    assert await store.get("co_velvet-armchair") == after


async def test_updates_at_once_lose_nothing(store: Checkouts) -> None:
    """Fifty moves of one checkout take place one after the other."""
    await added(store, an_open_checkout())
    await asyncio.gather(*(store.update("co_velvet-armchair", counted) for _ in range(50)))

    assert (await store.get("co_velvet-armchair")).changes == 50


async def test_a_move_that_raises_changes_nothing(store: Checkouts) -> None:
    """What a move refuses comes out as it is, and the store still works."""
    await added(store, an_open_checkout())

    def refuse(checkout: Checkout) -> Checkout:
        raise NotAllowedNow("Refunding", checkout.status)

    with pytest.raises(NotAllowedNow):
        await store.update("co_velvet-armchair", refuse)

    assert await store.get("co_velvet-armchair") == an_open_checkout()
    assert (await store.update("co_velvet-armchair", counted)).changes == 1


async def test_a_move_that_changes_nothing_is_given_back(store: Checkouts) -> None:
    """The same checkout stays as it is, its revision too."""
    await added(store, an_open_checkout())
    after = await store.update("co_velvet-armchair", lambda checkout: checkout)

    assert after == an_open_checkout() == await store.get("co_velvet-armchair")


async def test_an_answer_to_an_earlier_question_is_not_taken_in(store: Checkouts) -> None:
    """An answer is only as fresh as its question: a change made meanwhile stands (R4)."""
    await added(store, an_open_checkout())
    asked = await store.get("co_velvet-armchair")
    sent = AwaitingAction(alma_of("velvet-armchair"), "https://alma.example")

    def take_in(stored: Checkout) -> Checkout:
        if stored.revision != asked.revision:
            return stored
        return settle(stored, a_payment_for(asked, sent), at=LATER, by="sweep")

    await store.update(asked.id, lambda it: called_off(it, "duplicate", at=LATER, by="shop"))
    after = await store.update(asked.id, take_in)

    assert after.status == "canceled"
    assert not after.happened("redirected")
