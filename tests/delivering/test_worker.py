"""The worker delivers beside the sweep: at once, several side by side, and whatever the shop's system does (R87)."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.clock import SystemClock
from adapters.sandbox.alma_page import SandboxAlmaPage
from domain.errors import StoreUnavailable
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from domain.outgoing import Answer, OutgoingEvent
from domain.ports import EventSearch
from domain.use_cases.deliver_events import LEASE
from entrypoints.container import Container
from entrypoints.lanes import Lanes
from entrypoints.worker import Pauses, deliver_until, work_until
from tests.delivering.shop import PATIENCE, a_container, looks, pay
from tests.support.checkouts import A_MINUTE, AN_HOUR
from tests.support.manual_clock import ManualClock
from tests.support.receiver import listening

BRIEFLY, LONG = Pauses(shortest=0.02, longest=0.05), Pauses(shortest=60.0)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/shop.db"


@asynccontextmanager
async def delivering(container: Container, pauses: Pauses = BRIEFLY) -> AsyncIterator[asyncio.Event]:
    """Have a worker deliver meanwhile; what it has begun ends with it."""
    stop = asyncio.Event()
    work = asyncio.create_task(deliver_until(stop, container, pauses=pauses))
    await asyncio.sleep(0.05)
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(work, timeout=PATIENCE)


async def becomes(container: Container, event_id: str, state: str, tries: int) -> None:
    """Wait until an event stands like this."""
    async for _ in looks():
        event = await container.outbox().get(event_id)
        if (event.state, event.tries) == (state, tries):
            return


async def settles(container: Container, checkout_id: str) -> None:
    """Wait until a checkout is paid."""
    async for _ in looks():
        if (await container.checkouts().get(checkout_id)).status == "paid":
            return


async def test_what_this_process_writes_is_delivered_at_once() -> None:
    """R87: signed, while the worker would otherwise rest for a minute."""
    async with listening() as system:
        container = a_container(SystemClock(), events_url=system.url)
        async with delivering(container, LONG):
            begun = time.monotonic()
            await pay(container, "armchair")
            await system.hears(1)
            took = time.monotonic() - begun

    assert took < 1.0
    assert system.heard[0].verified()["data"]["order"] == "1001"


async def test_what_another_process_writes_is_delivered_within_a_second_or_two(clock: ManualClock, url: str) -> None:
    """R87: nobody is woken there, but everybody looks."""
    async with listening() as system:
        container, another = (a_container(clock, events_url=system.url, url=url) for _ in range(2))
        clock.advance(A_MINUTE * 5)
        async with delivering(container, Pauses()):
            await pay(another, "armchair")
            await system.hears(1, within=3.0)
        await container.database().close()
        await another.database().close()

    assert system.ids == ["ev_armchair_4_3d3d"]


@pytest.mark.parametrize("trouble", [500, "reset", "garble", (301, {"Location": "/elsewhere"})])
async def test_a_receiver_in_trouble_hears_of_it_later(
    clock: ManualClock, trouble: int | str | tuple[int, dict[str, str]]
) -> None:
    """R87: the same event, the same bytes, under the same id."""
    clock.advance(A_MINUTE * 5)
    async with listening(trouble, trouble) as system:
        container = a_container(clock, events_url=system.url)
        async with delivering(container):
            await pay(container, "armchair")
            for tries in (1, 2):
                await becomes(container, "ev_armchair_4_3d3d", "waiting", tries)
                clock.advance(tries * 2 * AN_HOUR)
            await becomes(container, "ev_armchair_4_3d3d", "delivered", 3)

    assert system.ids == ["ev_armchair_4_3d3d"] * 3
    assert len({heard.body for heard in system.heard}) == 1


async def test_a_receiver_that_is_gone_is_not_asked_again(clock: ManualClock) -> None:
    """R87: 410, and no second try."""
    clock.advance(A_MINUTE * 5)
    async with listening(410) as system:
        container = a_container(clock, events_url=system.url)
        async with delivering(container):
            await pay(container, "armchair")
            await becomes(container, "ev_armchair_4_3d3d", "undelivered", 1)
            clock.advance(A_MINUTE * 30)
            await asyncio.sleep(0.2)

    assert system.ids == ["ev_armchair_4_3d3d"]


async def test_one_that_hangs_holds_up_no_other(clock: ManualClock) -> None:
    """R87: eight are under way side by side, and as they end others begin."""
    clock.advance(A_MINUTE * 5)
    async with listening(*["hang"] * 7) as system:
        container = a_container(clock, events_url=system.url)
        async with delivering(container):
            await pay(container, *(f"chair-{number:02}" for number in range(30)))
            await system.hears(30)
            system.closing.set()

    assert sorted(system.ids) == sorted(f"ev_chair-{number:02}_4_3d3d" for number in range(30))


async def test_no_more_than_eight_are_under_way(clock: ManualClock) -> None:
    """R87: a receiver that is slow is not run over; what waits is not claimed either."""
    clock.advance(A_MINUTE * 5)
    async with listening(*["hang"] * 20) as system:
        container = a_container(clock, events_url=system.url)
        async with delivering(container):
            await pay(container, *(f"chair-{number:02}" for number in range(20)))
            await system.hears(8)
            await asyncio.sleep(0.2)
            arrived = len(system.heard)
            untouched = await container.outbox().claim(at=clock.now(), until=clock.now() + LEASE, limit=20)
            system.closing.set()

    assert arrived == 8
    assert len(untouched) == 12


async def test_two_workers_deliver_each_event_once(clock: ManualClock, url: str) -> None:
    """R87: one event is delivered by one worker at a time."""
    clock.advance(A_MINUTE * 5)
    async with listening() as system:
        one, other = (a_container(clock, events_url=system.url, url=url) for _ in range(2))
        await pay(one, *(f"chair-{number:02}" for number in range(40)))
        async with delivering(one), delivering(other):
            await system.hears(40)
            await asyncio.sleep(0.1)
        await one.database().close()
        await other.database().close()

    assert len(system.ids) == len(set(system.ids)) == 40


async def opened_and_approved(container: Container) -> str:
    """Have a customer approve at Alma, of which only the provider knows."""
    order = Order("1001", Money(14_990, "EUR"), "FR")
    opened = await container.open_checkout()(Opening(order=order), by="shop")
    sent = await container.send_to_alma()(opened.checkout.id, by="shop")
    page = container.alma_page()
    assert isinstance(page, SandboxAlmaPage)
    await page.decide(sent.payment_id, "approve")
    return sent.id


async def test_a_slow_receiver_does_not_hold_up_the_sweep(clock: ManualClock, url: str) -> None:
    """R87: every lane hangs, and a customer who paid and never came back is seen as soon as ever, and told of later."""
    async with listening(*["hang"] * 8) as system:
        container = a_container(clock, events_url=system.url, url=url)
        stop = asyncio.Event()
        await pay(container, *(f"chair-{number}" for number in range(8)))
        checkout_id = await opened_and_approved(container)
        clock.advance(A_MINUTE * 5)
        work = asyncio.create_task(work_until(stop, container, asyncio.Event()))
        await system.hears(8)
        begun = time.monotonic()
        clock.advance(A_MINUTE * 60)
        await settles(container, checkout_id)
        took, hanging = time.monotonic() - begun, len(system.heard)
        system.closing.set()
        await system.hears(9)
        stop.set()
        await asyncio.wait_for(work, timeout=PATIENCE)
        await container.database().close()

    assert hanging == 8
    assert took < 3.0
    assert system.heard[-1].body.startswith(b'{"type":"checkout.paid"')


@dataclass
class Moody:
    """A receiver that has something happen at a delivery."""

    mood: Callable[[], None]
    heard: list[str] = field(default_factory=list)

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        """Hear it, and have that happen."""
        self.heard.append(event.id)
        self.mood()
        return Answer(204)


def in_a_mood(clock: ManualClock, mood: Callable[[], None]) -> tuple[Container, Moody]:
    """Put everything together with such a receiver."""
    clock.advance(A_MINUTE * 5)
    container, receiver = a_container(clock), Moody(mood)
    container.receiver.override(providers.Object(receiver))
    return container, receiver


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (StoreUnavailable(), "could not be written down: The database gives no answer"),
        (ZeroDivisionError("of a bug"), "of a bug"),
    ],
)
async def test_trouble_with_one_delivery_is_told_and_survived(
    clock: ManualClock, caplog: pytest.LogCaptureFixture, trouble: Exception, told: str
) -> None:
    """R87: the others are delivered, and this one is due again when its lease is over."""
    troubles = [trouble]

    def mood() -> None:
        if troubles:
            raise troubles.pop()

    container, receiver = in_a_mood(clock, mood)
    with caplog.at_level(logging.WARNING):
        async with delivering(container):
            await pay(container, "armchair")
            await pay(container, "lamp")
            await becomes(container, "ev_lamp_4_3d3d", "delivered", 1)
            clock.advance(LEASE)
            await becomes(container, "ev_armchair_4_3d3d", "delivered", 1)

    assert receiver.heard == ["ev_armchair_4_3d3d", "ev_lamp_4_3d3d", "ev_armchair_4_3d3d"]
    assert told in caplog.text


@pytest.mark.parametrize(
    ("trouble", "told"), [(StoreUnavailable(), "No events were delivered"), (ZeroDivisionError("of a bug"), "of a bug")]
)
async def test_trouble_with_claiming_is_told_and_survived(
    clock: ManualClock, caplog: pytest.LogCaptureFixture, trouble: Exception, told: str
) -> None:
    """R87: with growing pauses, as the sweep's."""
    clock.advance(A_MINUTE * 5)
    rounds: list[int] = []

    async def deliver(*, limit: int) -> int:
        rounds.append(limit)
        if len(rounds) < 3:
            raise trouble
        return 0

    container = a_container(clock)
    container.deliver_events.override(providers.Object(deliver))
    with caplog.at_level(logging.WARNING):
        async with delivering(container):
            await asyncio.sleep(0.3)

    assert rounds[:3] == [8, 8, 8]
    assert caplog.text.count(told) == 2


async def test_what_has_begun_ends_when_the_worker_is_told_to_stop(clock: ManualClock) -> None:
    """R87: and is written down."""
    clock.advance(A_MINUTE * 5)
    async with listening("hang") as system:
        container = a_container(clock, events_url=system.url)
        async with delivering(container) as stop:
            await pay(container, "armchair")
            await system.hears(1)
            stop.set()
            await asyncio.sleep(0.05)
            system.closing.set()
        event = await container.outbox().get("ev_armchair_4_3d3d")

    assert (event.state, event.tries, event.last_answer) == ("waiting", 1, "500")


async def test_a_worker_that_is_called_off_leaves_nothing_running(clock: ManualClock) -> None:
    """R87: what it had begun is delivered again when the lease is over."""
    clock.advance(A_MINUTE * 5)
    async with listening("hang") as system:
        container = a_container(clock, events_url=system.url)
        work = asyncio.create_task(deliver_until(asyncio.Event(), container, pauses=BRIEFLY))
        await asyncio.sleep(0.05)
        await pay(container, "armchair")
        await system.hears(1)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        left = [task for task in asyncio.all_tasks() if "_told" in repr(task)]
        clock.advance(LEASE)
        await container.deliver_events()()

    assert left == []
    assert system.ids == ["ev_armchair_4_3d3d"] * 2


async def test_a_full_house_waits_for_room_or_for_the_end(clock: ManualClock) -> None:
    """R87: whichever comes first."""
    hold = asyncio.Event()
    lanes = Lanes(at_once=1)

    async def held() -> None:
        await hold.wait()

    async def stopping() -> bool:
        return True

    await lanes([held])
    free = lanes.free
    await asyncio.wait_for(lanes.room(asyncio.create_task(stopping())), timeout=1)
    hold.set()
    await asyncio.wait_for(lanes.room(), timeout=1)
    await lanes.end()

    assert (free, lanes.free) == (0, 1)


async def test_neither_the_address_nor_the_secret_is_told(clock: ManualClock, caplog: pytest.LogCaptureFixture) -> None:
    """R92: whatever goes wrong, with everything logged; the list has the answers alone."""
    clock.advance(A_MINUTE * 5)
    with caplog.at_level(logging.DEBUG):
        async with listening(500, "reset", "garble", 301) as system:
            container = a_container(clock, events_url=system.url)
            await pay(container, "chair-1", "chair-2", "chair-3", "chair-4")
            await container.deliver_events()()
        clock.advance(AN_HOUR)
        await container.deliver_events()()
        answers = {event.last_answer for event in (await container.outbox().search(EventSearch())).items}
    secret = container.settings().events.receiver

    assert secret
    assert answers == {"unreachable"}
    assert "hush" not in caplog.text
    assert secret[1][0].removeprefix("whsec_") not in caplog.text
    assert "hush" not in repr(container.receiver())
