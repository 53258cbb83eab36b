"""A caller's key keeps one checkout (R21)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import CheckoutNotFound, IdempotencyConflict
from domain.ports import Checkouts, Search
from tests.contract.checkouts.samples import KEY, LATER, added, counted
from tests.support.checkouts import (
    A_DAY,
    NOON,
    a_new_checkout,
    a_refused_checkout,
    an_open_checkout,
)


async def test_one_key_keeps_one_checkout(store: Checkouts) -> None:
    """The second opening with a key gets the earlier checkout, as it stands now."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    moved = await store.update("co_velvet-armchair", counted)
    again = await store.add(an_open_checkout("brass-lamp"), KEY, at=LATER)

    assert again == moved
    assert (await store.search(Search())).items == (moved,)


async def test_one_key_at_once_keeps_one_checkout(store: Checkouts) -> None:
    """Fifty openings at the same moment with one key are one checkout."""
    asked = [store.add(an_open_checkout(f"chair-{n}"), KEY, at=NOON) for n in range(50)]
    given = await asyncio.gather(*asked)

    assert len({checkout.id for checkout in given}) == 1
    assert (await store.search(Search(limit=100))).items == (given[0],)


async def test_a_key_used_for_another_request_is_refused(store: Checkouts) -> None:
    """A key stands for one request, and the refused opening keeps nothing."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)

    with pytest.raises(IdempotencyConflict):
        await store.add(an_open_checkout("brass-lamp"), replace(KEY, request="another"), at=NOON)
    with pytest.raises(CheckoutNotFound):
        await store.get("co_brass-lamp")


async def test_a_key_belongs_to_its_sender(store: Checkouts) -> None:
    """Two senders may choose the same key."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    other = await store.add(an_open_checkout("brass-lamp"), replace(KEY, sender="till"), at=NOON)

    assert other.id == "co_brass-lamp"


async def test_without_a_key_each_opening_is_a_new_checkout(store: Checkouts) -> None:
    """No key, no earlier checkout."""
    await added(store, an_open_checkout("velvet-armchair"), an_open_checkout("brass-lamp"))

    assert len((await store.search(Search())).items) == 2


@pytest.mark.parametrize("request_text", [KEY.request, "another"])
async def test_a_key_is_free_after_the_provider_refused(store: Checkouts, request_text: str) -> None:
    """A refused opening can be tried again with the same key, corrected or not."""
    await store.add(a_new_checkout("velvet-armchair"), KEY, at=NOON)
    await store.update("co_velvet-armchair", lambda _: a_refused_checkout("velvet-armchair"))
    key = replace(KEY, request=request_text)
    again = await store.add(an_open_checkout("brass-lamp"), key, at=LATER)

    assert again.id == "co_brass-lamp"
    assert await store.add(an_open_checkout("oak-table"), key, at=LATER) == again


@pytest.mark.parametrize(
    ("after", "given"),
    [
        (30 * A_DAY - timedelta(microseconds=1), "co_velvet-armchair"),
        (30 * A_DAY, "co_brass-lamp"),
    ],
)
async def test_a_key_is_kept_for_thirty_days(store: Checkouts, after: timedelta, given: str) -> None:
    """A key is free again thirty days after its use, and not before."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    again = await store.add(an_open_checkout("brass-lamp"), KEY, at=NOON + after)

    assert again.id == given
