"""Events are kept as they stand, listed, counted, and forgotten when they are over (R86 to R88)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import NotFound
from domain.orphans import Done
from domain.outgoing import Answer, Delivery, OutgoingEvent, set_aside
from domain.ports import EventPage, EventSearch, Position
from tests.contract.outbox.samples import LATER, end, ids, pay, the_event
from tests.contract.outboxes import DURABLE, Post
from tests.support.checkouts import A_DAY, A_MINUTE, NOON


def counted(event: OutgoingEvent) -> OutgoingEvent:
    """Make a change that is seen when it is lost."""
    return replace(event, tries=event.tries + 1)


async def test_an_update_gives_and_keeps_what_the_change_makes(post: Post) -> None:
    """The outcome is what is stored, down to who set it aside."""
    await pay(post, "velvet-armchair")
    undelivered = await end(post, "ev_velvet-armchair_4_3d3d", Answer(410))
    aside = await post.outbox.update(
        undelivered.id, lambda event: set_aside(event, Done("ada", LATER, "By telephone."))
    )

    assert (undelivered.state, undelivered.last_answer) == ("undelivered", "410")
    assert await post.outbox.get(undelivered.id) == aside
    assert isinstance(aside.state, Delivery)


async def test_an_update_that_changes_nothing_is_given_back(post: Post) -> None:
    """The same event stays as it is."""
    await pay(post, "velvet-armchair")

    assert await post.outbox.update("ev_velvet-armchair_4_3d3d", lambda event: event) == the_event()


async def test_updates_at_once_lose_nothing(post: Post) -> None:
    """Twenty of one event take place one after the other."""
    await pay(post, "velvet-armchair")
    await asyncio.gather(*(post.outbox.update("ev_velvet-armchair_4_3d3d", counted) for _ in range(20)))

    assert (await post.outbox.get("ev_velvet-armchair_4_3d3d")).tries == 20


async def test_updates_of_two_processes_lose_nothing(two: tuple[Post, Post]) -> None:
    """One database, two workers."""
    await pay(two[0], "velvet-armchair")
    await asyncio.gather(*(two[n % 2].outbox.update("ev_velvet-armchair_4_3d3d", counted) for n in range(20)))

    assert (await two[1].outbox.get("ev_velvet-armchair_4_3d3d")).tries == 20


@pytest.mark.parametrize("unknown", ["ev_nobody_1", "", "ev_\ud800"])
async def test_an_unknown_event_is_not_found(post: Post, unknown: str) -> None:
    """Whatever it is called."""
    with pytest.raises(NotFound):
        await post.outbox.get(unknown)
    with pytest.raises(NotFound):
        await post.outbox.update(unknown, counted)


async def test_events_are_listed_newest_first_page_by_page(post: Post) -> None:
    """R88: pages neither repeat nor leave out anything, also where several happened at one moment."""
    await pay(post, "chair-1", "chair-2")
    await pay(post, "chair-3", at=NOON + A_MINUTE)
    first = await post.outbox.search(EventSearch(limit=2))
    second = await post.outbox.search(EventSearch(limit=2, after=first.next))

    assert [event.id for event in first.items] == ["ev_chair-3_4_5603", "ev_chair-2_4_3d3d"]
    assert [event.id for event in second.items] == ["ev_chair-1_4_3d3d"]
    assert second.next is None


async def test_a_place_that_cannot_be_is_the_end_of_the_list(durable: tuple[str, str]) -> None:
    """Where its name could not stand in any table."""
    kind, where = durable
    async with DURABLE[kind](where) as post:
        await pay(post, "chair-1")
        found = await post.outbox.search(EventSearch(after=Position(LATER, "ev_\ud800")))

    assert found == EventPage((), None)


async def test_events_are_listed_and_counted_by_how_they_stand(post: Post) -> None:
    """R88: what was not delivered is found without looking at everything."""
    await pay(post, "chair-1", "chair-2", "chair-3")
    await end(post, "ev_chair-1_4_3d3d", Answer(410))
    await end(post, "ev_chair-2_4_3d3d", Answer(200))

    assert await ids(post, Delivery.UNDELIVERED) == ["ev_chair-1_4_3d3d"]
    assert await ids(post, Delivery.WAITING) == ["ev_chair-3_4_3d3d"]
    assert [await post.outbox.count(state) for state in Delivery] == [1, 1, 1, 0]
    assert len(await ids(post)) == 3


async def test_pruning_forgets_what_is_over(post: Post) -> None:
    """R88: delivered or set aside before a moment; what waits and what was not delivered stays."""
    await pay(post, "waits", "given-up", "aside", "delivered", "delivered-later")
    for name in ("given-up", "aside"):
        await end(post, f"ev_{name}_4_3d3d", Answer(410))
    await post.outbox.update("ev_aside_4_3d3d", lambda event: set_aside(event, Done("ada", LATER)))
    await end(post, "ev_delivered_4_3d3d", Answer(200))
    await end(post, "ev_delivered-later_4_3d3d", Answer(200), at=LATER + A_MINUTE)

    assert await post.outbox.prune(older_than=LATER + A_MINUTE) == 2
    assert await post.outbox.prune(older_than=LATER + A_MINUTE) == 0
    assert sorted(await ids(post)) == ["ev_delivered-later_4_3d3d", "ev_given-up_4_3d3d", "ev_waits_4_3d3d"]


@pytest.mark.parametrize(("after", "left"), [(30 * A_DAY, 3), (30 * A_DAY + timedelta(microseconds=1), 2)])
async def test_what_has_been_over_for_thirty_days_goes_when_later_ones_come(
    post: Post, after: timedelta, left: int
) -> None:
    """R88: a store does not grow with what is of no more use."""
    await pay(post, "old", "undelivered")
    await end(post, "ev_old_4_3d3d", Answer(200))
    await end(post, "ev_undelivered_4_3d3d", Answer(410))
    await pay(post, "new", at=LATER + after - 2 * A_MINUTE)

    assert len(await ids(post)) == left
