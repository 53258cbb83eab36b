"""The events for the shop's systems at the command line (R88)."""

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from dependency_injector import providers

from domain.orphans import Done
from domain.outgoing import Answer, Delivery, OutgoingEvent, announced, set_aside
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.cli.conftest import SETTINGS, Desk
from tests.support.checkouts import A_MINUTE, a_canceled_checkout
from tests.support.manual_clock import ManualClock
from tests.support.receiver import SECRET


class Fickle:
    """A receiver that is gone for what was canceled, has all that was paid, and is not ready for anything else."""

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        """Answer."""
        return Answer({"checkout.canceled": 410, "checkout.paid": 204}.get(event.type, "timed_out"))


@pytest.fixture
def desk() -> Desk:
    """An operator's desk, at which a system of the shop's own listens."""
    clock = ManualClock()
    events = {
        "ALMA_CHECKOUT_EVENTS_URL": "https://shop.example/events?token=hush",
        "ALMA_CHECKOUT_EVENTS_SECRET": SECRET,
    }
    container = Container(settings=Settings(SETTINGS | events), clock=providers.Object(clock))
    container.receiver.override(providers.Object(Fickle()))
    return Desk(container, clock)


def delivered(desk: Desk) -> None:
    """Have the worker make a round."""
    asyncio.run(desk.container.deliver_events()())


def undelivered(desk: Desk) -> str:
    """Have an event that the receiver does not want, and give its id."""
    desk.type("cancel", desk.opened())
    delivered(desk)
    event_id: str = desk.read("events", "list", "--state", "undelivered")["items"][0]["id"]
    return event_id


def test_the_list_says_how_each_event_stands_and_what_was_answered(desk: Desk) -> None:
    """R88: and the command that sends it again, within 80 columns."""
    event_id = undelivered(desk)
    for decision in ("refuse", "approve"):
        desk.clock.advance(A_MINUTE)
        desk.decided(decision)
    delivered(desk)
    told = desk.type("events", "list")

    assert told.exit_code == 0
    assert max(map(len, told.stdout.splitlines())) <= 80
    table, *troubles = told.stdout.split("\n\n")
    text = " ".join(" ".join(troubles).split())
    again = f"It is not tried again: alma-checkout events resend {event_id}"
    assert [line.split()[1] for line in table.splitlines()[1:]] == ["paid", "attempt", "canceled"]
    assert f"{event_id} was tried once, at 2026-11-24 12:00:00 UTC: 410. {again}" in text
    assert "UTC: timed out. It is tried again at 2026-11-24 12:03:" in text
    assert "hush" not in told.output


def test_the_list_is_narrowed_and_goes_on(desk: Desk) -> None:
    """As every list."""
    undelivered(desk)
    desk.type("cancel", desk.opened())
    first = desk.read("events", "list", "--limit", "1")
    rest = desk.read("events", "list", "--limit", "1", "--cursor", first["next_cursor"])
    shown = desk.type("events", "list", "--limit", "1")
    waiting = desk.read("events", "list", "--state", "waiting")

    assert len({first["items"][0]["id"], rest["items"][0]["id"]}) == 2
    assert shown.stderr == f"There are more: --cursor {first['next_cursor']}\n"
    assert [event["state"] for event in waiting["items"]] == ["waiting"]


def test_an_empty_list_says_so(desk: Desk) -> None:
    """On standard error, since there is nothing to pipe."""
    told = desk.type("events", "list")

    assert (told.exit_code, told.stdout, told.stderr) == (0, "", "There are none.\n")


def test_one_is_sent_again(desk: Desk) -> None:
    """R88: whatever became of it."""
    event_id = undelivered(desk)
    told = desk.type("events", "resend", event_id)
    view = desk.read("events", "resend", event_id)

    assert told.stdout == f"{event_id} (checkout.canceled) will be delivered once more.\n"
    assert told.stderr == ""
    assert (view["id"], view["state"]) == (event_id, "waiting")


def test_all_that_was_not_delivered_is_sent_again(desk: Desk) -> None:
    """R88: at once."""
    undelivered(desk)

    assert desk.read("events", "resend", "--undelivered") == {"resent": 1}
    assert desk.type("events", "resend", "--undelivered").stdout == "Events that will be delivered once more: 0.\n"


def test_what_a_person_took_care_of_says_so(desk: Desk) -> None:
    """R88: who it was, and what there is to say."""
    event_id, at = undelivered(desk), desk.clock.now()
    aside = desk.container.outbox().update(event_id, lambda it: set_aside(it, Done("ada", at, "By telephone.")))
    asyncio.run(aside)
    text = " ".join(desk.type("events", "list").stdout.split())

    assert "ada took care of it. By telephone." in text


def test_what_was_not_delivered_needs_a_person(desk: Desk) -> None:
    """R88: with the very commands, until somebody sends it again or says that it is done; who said so is kept."""
    event_id = undelivered(desk)
    told = desk.type("due")
    done = desk.type("done", f"{event_id}.undelivered", "--note", "told them by telephone")
    again = desk.read("done", f"{event_id}.undelivered", "--note", "no")
    nothing = desk.type("due")
    listed = " ".join(desk.type("events", "list").stdout.split())

    assert told.exit_code == 1
    assert " ".join(told.stdout.split()) == (
        "by 2026-11-25 12:00 UTC: The shop's system never took the event checkout.canceled of order 1001. "
        f"alma-checkout events resend {event_id} alma-checkout done {event_id}.undelivered"
    )
    assert done.exit_code == 0
    assert (again["by"], again["note"]) == ("marie", "told them by telephone")
    assert nothing.exit_code == 0
    assert "marie took care of it. told them by telephone" in listed


def test_only_what_was_not_delivered_can_be_said_to_be_done(desk: Desk) -> None:
    """R88: not what is on its way, nor what there is not."""
    event_id = undelivered(desk)
    desk.type("events", "resend", event_id)
    refused = [desk.type("done", task) for task in (f"{event_id}.undelivered", "ev_nobody_1.undelivered")]

    assert [answer.exit_code for answer in refused] == [1, 1]
    assert all(answer.stderr.startswith("not_found: There is no task ") for answer in refused)


def test_a_long_list_of_what_was_not_delivered_is_told_whole(desk: Desk) -> None:
    """R88: page after page."""
    event = announced(None, a_canceled_checkout())[0]
    outbox = desk.container.outbox_in_memory()
    outbox.write(replace(event, id=f"ev_{number}", state=Delivery.UNDELIVERED, try_at=None) for number in range(205))

    assert len(desk.read("due")["items"]) == 205


def test_where_nobody_listens_that_is_said(desk: Desk) -> None:
    """R88: the event waits until somebody does."""
    event_id = undelivered(desk)
    desk.container.settings.override(providers.Object(Settings(SETTINGS)))
    told = desk.type("events", "resend", event_id)

    assert told.exit_code == 0
    assert "ALMA_CHECKOUT_EVENTS_URL is not set" in told.stderr


@pytest.mark.parametrize("unknown", ["ev_nobody_1", "ev\x00"])
def test_an_unknown_event_is_not_found(desk: Desk, unknown: str) -> None:
    """Exit code 1, whatever it is called."""
    told = desk.type("events", "resend", unknown)

    assert told.exit_code == 1
    assert told.stderr.startswith("not_found: There is no event ")


@pytest.mark.parametrize("words", [(), ("ev_1", "--undelivered")])
def test_sending_again_needs_one_or_all(desk: Desk, words: tuple[str, ...]) -> None:
    """Exit code 2, and nothing is sent."""
    told = desk.type("events", "resend", *words)

    assert told.exit_code == 2
    assert "must be the id of an event, or --undelivered" in told.stderr


def test_a_worker_does_not_start_where_it_could_not_deliver(desk: Desk) -> None:
    """R87: one sentence that names the variable, never its value."""
    environment = SETTINGS | {"ALMA_CHECKOUT_EVENTS_URL": "http://shop.example/hush"}
    desk.container.settings.override(providers.Object(Settings(environment)))
    told = desk.type("worker")

    assert told.exit_code == 2
    assert "ALMA_CHECKOUT_EVENTS_URL must be" in told.stderr
    assert "ALMA_CHECKOUT_EVENTS_SECRET must be" in told.stderr
    assert "hush" not in told.output


def test_old_events_that_the_shop_has_are_forgotten(desk: Desk) -> None:
    """R88: what it does not have stays."""
    desk.decided("approve")
    undelivered(desk)
    desk.clock.set(datetime.fromisoformat("2027-11-24T12:00:00Z"))

    assert desk.read("database", "prune", "--older-than", "30d")["events"] == 1
    assert [event["state"] for event in desk.read("events", "list")["items"]] == ["undelivered"]
