"""An event is written in the same transaction as the change that it tells of, once, or not at all (R86)."""

import asyncio
from dataclasses import replace

import pytest

from domain.checkout import Checkout
from domain.errors import NotAllowedNow
from domain.ports import Key
from tests.contract.checkouts.conftest import address
from tests.contract.outbox.samples import ids, paid, pay, the_event
from tests.contract.outboxes import OUTBOXES, Post
from tests.support.checkouts import NOON, a_checkout_at_alma, a_declined_checkout, a_paid_checkout, an_open_checkout

KEY = Key("shop", "COMPLICATED-LAMP", "149.90 for order 1001")


async def test_a_change_writes_its_event(post: Post) -> None:
    """R86: as it was read off the history; and whoever delivers is woken, once it is there."""
    await pay(post, "velvet-armchair")

    assert await post.outbox.get("ev_velvet-armchair_4_3d3d") == the_event()
    assert len(post.rung) == 1


async def test_a_new_checkout_writes_the_events_that_it_has(post: Post) -> None:
    """R86: usually none; one that brings a history brings its events."""
    await post.checkouts.add(an_open_checkout("oak-table"), None, at=NOON)
    await post.checkouts.add(a_paid_checkout(), None, at=NOON)

    assert await ids(post) == ["ev_velvet-armchair_4_3d3d"]
    assert len(post.rung) == 1


async def test_an_opening_that_finds_an_earlier_one_writes_nothing(post: Post) -> None:
    """R21, R86: one key, one checkout, and its events once."""
    await post.checkouts.add(a_paid_checkout(), KEY, at=NOON)
    found = await post.checkouts.add(a_paid_checkout("brass-lamp"), KEY, at=NOON)

    assert found == a_paid_checkout()
    assert await ids(post) == ["ev_velvet-armchair_4_3d3d"]
    assert len(post.rung) == 1


async def test_a_change_without_news_writes_nothing(post: Post) -> None:
    """R86: nobody is woken for it either."""
    await post.checkouts.add(an_open_checkout(), None, at=NOON)
    await post.checkouts.update("co_velvet-armchair", lambda _: a_checkout_at_alma())
    await post.checkouts.update("co_velvet-armchair", lambda checkout: checkout)

    assert await ids(post) == []
    assert post.rung == []


async def test_a_move_that_raises_writes_no_event(post: Post) -> None:
    """R86: neither the change nor what would be told of it."""
    await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)

    def refuse(checkout: Checkout) -> Checkout:
        paid("velvet-armchair")
        raise NotAllowedNow("Refunding", checkout.status)

    with pytest.raises(NotAllowedNow):
        await post.checkouts.update("co_velvet-armchair", refuse)

    assert await ids(post) == []
    assert post.rung == []


async def test_moves_at_once_write_each_event_once(post: Post) -> None:
    """R86: of twenty who make the same change, one makes the event; another checkout's comes beside it."""
    await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)
    await post.checkouts.add(a_checkout_at_alma("brass-lamp"), None, at=NOON)

    def pay_once(stored: Checkout) -> Checkout:
        return stored if stored.status == "paid" else paid("velvet-armchair")

    def refuse(checkout: Checkout) -> Checkout:
        raise NotAllowedNow("Refunding", checkout.status)

    await asyncio.gather(
        *(post.checkouts.update("co_velvet-armchair", pay_once) for _ in range(20)),
        post.checkouts.update("co_brass-lamp", refuse),
        post.checkouts.update("co_brass-lamp", lambda _: a_declined_checkout("brass-lamp")),
        return_exceptions=True,
    )

    assert sorted(await ids(post)) == ["ev_brass-lamp_4_abbe", "ev_velvet-armchair_4_3d3d"]


async def test_each_of_two_moves_at_once_tells_how_it_was_then(post: Post) -> None:
    """R86: the one before is not told with the figures of the one after it."""
    await post.checkouts.add(a_checkout_at_alma(), None, at=NOON)
    declined, paid_then = a_declined_checkout(), a_paid_checkout()
    paid_then = replace(paid_then, timeline=declined.timeline + paid_then.timeline[-1:])
    await asyncio.gather(
        post.checkouts.update("co_velvet-armchair", lambda _: declined),
        post.checkouts.update("co_velvet-armchair", lambda _: paid_then),
    )
    told = [(await post.outbox.get(f"ev_velvet-armchair_{entry}")).data["status"] for entry in ("4_abbe", "5_3d3d")]

    assert told == ["open", "paid"]


async def test_an_event_that_is_there_is_not_written_again(post: Post) -> None:
    """R86: whatever became of it stays."""
    await pay(post, "velvet-armchair")
    delivered = await post.outbox.update("ev_velvet-armchair_4_3d3d", lambda event: replace(event, tries=7))
    await post.checkouts.update("co_velvet-armchair", lambda _: a_checkout_at_alma())
    await post.checkouts.update("co_velvet-armchair", lambda _: a_paid_checkout())

    assert await post.outbox.get("ev_velvet-armchair_4_3d3d") == delivered


@pytest.mark.parametrize("kind", OUTBOXES)
async def test_where_nobody_listens_nothing_is_written(kind: str, request: pytest.FixtureRequest) -> None:
    """R86: nobody pays for what nobody hears."""
    async with OUTBOXES[kind](address(kind, request), heard=False) as deaf:
        await deaf.checkouts.add(a_paid_checkout("oak-table"), KEY, at=NOON)
        await pay(deaf, "velvet-armchair")
        found = await ids(deaf)

    assert found == []
