"""Whoever listens hears of everything, as long as they accept it within three days (R87, R88)."""

from datetime import datetime, timedelta

import pytest

from domain.errors import NotFound
from domain.outgoing import Delivery
from domain.ports import EventSearch
from domain.use_cases.deliver_events import LEASE
from entrypoints.container import Container
from tests.delivering.shop import listening, pay
from tests.http.shop import a_container as a_deaf_container
from tests.support.checkouts import A_DAY, A_MINUTE, AN_HOUR, NOON
from tests.support.manual_clock import ManualClock

FROM = NOON + 2 * A_MINUTE
"""When the checkouts are paid."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(FROM)


async def rounds(container: Container, clock: ManualClock, until: datetime, every: timedelta = A_MINUTE) -> None:
    """Have the worker look again and again."""
    deliver = container.deliver_events()
    while clock.now() <= until:
        await deliver()
        clock.advance(every)


async def how_it_stands(container: Container, event_id: str) -> tuple[str, int, str | None]:
    """Tell the state, the tries and the last answer."""
    event = await container.outbox().get(event_id)
    return event.state.value, event.tries, event.last_answer


async def test_a_receiver_that_works_hears_of_it_once(clock: ManualClock) -> None:
    """R87: and never again."""
    container, listener = listening(clock, 204)
    await pay(container, "armchair")
    await rounds(container, clock, FROM + AN_HOUR)

    assert listener.heard == [("ev_armchair_4_3d3d", FROM)]
    assert await how_it_stands(container, "ev_armchair_4_3d3d") == ("delivered", 1, "204")


async def test_a_receiver_that_fails_for_a_while_hears_of_it_in_the_end(clock: ManualClock) -> None:
    """R87: under the same id; what it answered meanwhile is known."""
    container, listener = listening(clock, 500, "timed_out", "broken_off", 404, 302, 200)
    await pay(container, "armchair")
    await rounds(container, clock, FROM + AN_HOUR)

    assert {event_id for event_id, _ in listener.heard} == {"ev_armchair_4_3d3d"}
    assert await how_it_stands(container, "ev_armchair_4_3d3d") == ("delivered", 6, "200")


async def test_a_receiver_that_never_works_is_tried_for_three_days(clock: ManualClock) -> None:
    """R87, R88: in growing pauses, to the very end; then it is kept, and nobody is asked again."""
    container, listener = listening(clock, 503)
    await pay(container, "armchair")
    await rounds(container, clock, FROM + 3 * A_DAY)
    heard = [at for _, at in listener.heard]
    await rounds(container, clock, FROM + 30 * A_DAY, every=AN_HOUR)

    assert (heard[0], heard[-1]) == (FROM, FROM + 3 * A_DAY)
    assert sum(at < FROM + AN_HOUR for at in heard) < 10
    assert len(heard) == len(listener.heard) < 30
    assert await how_it_stands(container, "ev_armchair_4_3d3d") == ("undelivered", len(heard), "503")
    assert await container.outbox().count(Delivery.UNDELIVERED) == 1


async def test_a_receiver_that_is_gone_is_left_alone(clock: ManualClock) -> None:
    """R87: one try for each event."""
    container, listener = listening(clock, 410)
    await pay(container, "armchair", "lamp")
    await rounds(container, clock, FROM + A_DAY, every=AN_HOUR)

    assert sorted(event_id for event_id, _ in listener.heard) == ["ev_armchair_4_3d3d", "ev_lamp_4_3d3d"]
    assert await container.outbox().count(Delivery.UNDELIVERED) == 2


async def test_an_event_is_sent_again_when_a_person_says_so(clock: ManualClock) -> None:
    """R88: whether it was delivered or not; one that there is not is not found."""
    container, listener = listening(clock, 410, 204)
    await pay(container, "armchair")
    await rounds(container, clock, FROM + A_MINUTE)
    await container.resend_events()("ev_armchair_4_3d3d")
    await rounds(container, clock, FROM + 5 * A_MINUTE)
    await container.resend_events()("ev_armchair_4_3d3d")
    await rounds(container, clock, FROM + 9 * A_MINUTE)

    assert [event_id for event_id, _ in listener.heard] == ["ev_armchair_4_3d3d"] * 3
    assert await how_it_stands(container, "ev_armchair_4_3d3d") == ("delivered", 3, "204")
    with pytest.raises(NotFound):
        await container.resend_events()("ev_nobody_1")


async def test_all_that_was_not_delivered_is_sent_again_at_once(clock: ManualClock) -> None:
    """R88: however much it is; what was delivered is not."""
    container, listener = listening(clock, 204, *[410] * 205, 200)
    await pay(container, "first", *(f"chair-{number:03}" for number in range(205)))
    while await container.deliver_events()():
        pass
    heard = len(listener.heard)
    sent = await container.resend_events().undelivered()
    while await container.deliver_events()():
        pass

    assert (heard, sent) == (206, 205)
    assert len(listener.heard) == 206 + 205
    assert await container.outbox().count(Delivery.DELIVERED) == 206


async def test_sending_again_ends_where_the_receiver_refuses_at_once(clock: ManualClock) -> None:
    """R88: what fails again meanwhile is not begun a third time by the same command."""
    container, _ = listening(clock, 410)
    await pay(container, "armchair")
    await container.deliver_events()()
    resend = container.resend_events()
    first, second = await resend.undelivered(), await resend.undelivered()

    assert (first, second) == (1, 0)


async def test_what_a_dead_worker_had_claimed_is_delivered_by_another(clock: ManualClock) -> None:
    """R87: when its lease is over."""
    container, listener = listening(clock, 204)
    await pay(container, "armchair")
    await container.outbox().claim(at=FROM, until=FROM + LEASE, limit=9)
    await container.deliver_events()()
    before = list(listener.heard)
    clock.advance(LEASE)
    await container.deliver_events()()

    assert (before, LEASE) == ([], A_MINUTE)
    assert listener.heard == [("ev_armchair_4_3d3d", FROM + LEASE)]


async def test_where_nobody_listens_there_is_nothing_to_deliver(clock: ManualClock) -> None:
    """R86: and a list that is empty."""
    container = a_deaf_container(clock)
    await pay(container, "armchair")

    assert (await container.outbox().search(EventSearch())).items == ()
