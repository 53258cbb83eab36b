"""Hints are kept, and have their checkout looked at (R80, R81)."""

import asyncio
from dataclasses import replace

import pytest

from domain.checkout import Checkout
from domain.payment import AwaitingAction
from domain.ports import Checkouts, Hint
from domain.settling import settle
from tests.contract.checkouts.samples import LATER, a_hint, added, due
from tests.support.checkouts import (
    AN_HOUR,
    a_new_checkout,
    a_payment_for,
    alma_of,
    an_open_checkout,
)


async def test_a_hint_heard_while_we_ask_keeps_the_look_at_now(store: Checkouts) -> None:
    """An answer asked for before a hint does not put the next look off (R4)."""
    await added(store, an_open_checkout())
    asked = await store.get("co_velvet-armchair")
    sent = AwaitingAction(alma_of("velvet-armchair"), "https://alma.example")

    def take_in(stored: Checkout) -> Checkout:
        after = settle(stored, a_payment_for(asked, sent), at=LATER, by="sweep")
        return after if stored.heard == asked.heard else due(after, stored.look_again_at)

    await store.hear(a_hint(payment="pi_velvet-armchair"), at=LATER)
    after = await store.update(asked.id, take_in)

    assert (after.status, after.look_again_at) == ("awaiting_customer", LATER)
    assert await store.claim(at=LATER, until=LATER + AN_HOUR, limit=9) == (asked.id,)


@pytest.mark.parametrize(
    "hint",
    [
        a_hint(payment="pi_velvet-armchair"),
        a_hint(checkout="co_velvet-armchair"),
        a_hint(payment="pi_unknown", checkout="co_velvet-armchair"),
        a_hint(payment="pi_velvet-armchair", checkout="co_brass-lamp"),
    ],
    ids=["by payment", "by id", "payment not stored yet", "payment before id"],
)
async def test_a_hint_has_its_checkout_looked_at_now(store: Checkouts, hint: Hint) -> None:
    """The checkout is found by payment, else by id, and `heard` goes up by one; nothing else changes."""
    await added(store, an_open_checkout("velvet-armchair"), an_open_checkout("brass-lamp"))
    new = await store.hear(hint, at=LATER)

    assert new
    expected = replace(an_open_checkout("velvet-armchair"), look_again_at=LATER, heard=1)
    assert await store.get("co_velvet-armchair") == expected
    assert await store.get("co_brass-lamp") == an_open_checkout("brass-lamp")


async def test_a_payment_stored_later_is_found_by_a_hint(store: Checkouts) -> None:
    """A checkout is kept before its payment is made, and is found by it afterwards."""
    await added(store, a_new_checkout())
    await store.update("co_velvet-armchair", lambda _: an_open_checkout())
    await store.hear(a_hint(payment="pi_velvet-armchair"), at=LATER)

    assert (await store.get("co_velvet-armchair")).heard == 1


async def test_a_hint_heard_twice_is_new_once(store: Checkouts) -> None:
    """The second delivery of an event changes nothing."""
    await added(store, an_open_checkout())
    hint = a_hint(payment="pi_velvet-armchair")
    new = await asyncio.gather(*(store.hear(hint, at=LATER) for _ in range(5)))

    assert sorted(new) == [False, False, False, False, True]
    assert (await store.get("co_velvet-armchair")).heard == 1


async def test_a_hint_about_nobody_is_kept_all_the_same(store: Checkouts) -> None:
    """An event of a payment we do not know is new once, too."""
    hint = a_hint(payment="pi_nobody", checkout="co_nobody")

    assert await store.hear(hint, at=LATER)
    assert not await store.hear(hint, at=LATER)
    assert await store.hear(a_hint("evt_other"), at=LATER)
