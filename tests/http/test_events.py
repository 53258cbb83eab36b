"""The events for the shop's systems over HTTP: listed by how they stand, and sent again (R88)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import pytest
from dependency_injector import providers
from litestar.testing import TestClient

from domain.orphans import Done
from domain.outgoing import Answer, OutgoingEvent, announced, set_aside
from entrypoints.container import Container
from entrypoints.event_view import event_view
from entrypoints.http import event_shape
from entrypoints.http.app import create_app
from tests.http.shop import Shop, a_container
from tests.support import checkouts
from tests.support.manual_clock import ManualClock
from tests.support.receiver import SECRET


class Picky:
    """A receiver that is gone for all that was canceled, and not ready for anything else."""

    async def deliver(self, event: OutgoingEvent, *, at: datetime) -> Answer:
        """Answer."""
        return Answer(410 if event.type == "checkout.canceled" else "timed_out")


@pytest.fixture
def container(clock: ManualClock) -> Container:
    container = a_container(clock, events_url="https://shop.example/events?token=hush", events_secret=SECRET)
    container.receiver.override(providers.Object(Picky()))
    return container


@pytest.fixture
def shop(container: Container) -> Iterator[Shop]:
    """A shop that has one payment, and one cancellation of which its own system wants to hear nothing."""
    with TestClient(create_app(container, sweeping=False)) as client:
        shop = Shop(client)
        shop.paid()
        shop.post(f"/checkouts/{shop.opened()['id']}/cancel")
        client.blocking_portal.call(container.deliver_events())
        yield shop


def states(shop: Shop) -> dict[str, str]:
    """Tell how each event stands, by its type."""
    return {event["type"]: event["state"] for event in shop.get("/events").json()["items"]}


def test_the_events_are_listed_with_what_was_told(shop: Shop) -> None:
    """R88: and how their delivery stands; neither the address nor the secret is there."""
    answer = shop.get("/events?state=undelivered")
    (canceled,) = answer.json()["items"]

    assert (canceled["type"], canceled["state"], canceled["tries"]) == ("checkout.canceled", "undelivered", 1)
    assert (canceled["last_answer"], canceled["try_at"]) == ("410", None)
    assert canceled["data"]["cancellation"]["reason"] == "requested_by_customer"
    assert states(shop) == {"checkout.paid": "waiting", "checkout.canceled": "undelivered"}
    assert "hush" not in answer.text


def test_a_long_list_comes_in_parts(shop: Shop) -> None:
    """Each once."""
    first = shop.get("/events?limit=1").json()
    rest = shop.get("/events", params={"limit": 1, "cursor": first["next_cursor"]}).json()

    assert {event["type"] for event in first["items"] + rest["items"]} == {"checkout.paid", "checkout.canceled"}
    assert rest["next_cursor"] is None


def test_one_is_sent_again(shop: Shop, clock: ManualClock) -> None:
    """R88: from now on."""
    (canceled,) = shop.get("/events?state=undelivered").json()["items"]
    again = shop.post(f"/events/{canceled['id']}/resend")

    assert again.status_code == 200
    assert (again.json()["id"], again.json()["state"]) == (canceled["id"], "waiting")
    assert datetime.fromisoformat(again.json()["try_at"]) == clock.now()


def test_all_that_was_not_delivered_is_sent_again(shop: Shop) -> None:
    """R88: and nothing else."""
    first, second = shop.post("/events/resend"), shop.post("/events/resend")

    assert (first.status_code, first.json(), second.json()) == (200, {"resent": 1}, {"resent": 0})
    assert states(shop)["checkout.canceled"] == "waiting"


@pytest.mark.parametrize("unknown", ["ev_nobody_1", "%00", "x" * 200])
def test_an_unknown_event_is_not_found(shop: Shop, unknown: str) -> None:
    """Whatever it is called."""
    answer = shop.post(f"/events/{unknown}/resend")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("state=lost", "state"),
        ("state=", "state"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("cursor=x", "cursor"),
        ("order=1001", "order"),
    ],
)
def test_a_bad_question_is_refused_by_the_name_of_its_field(shop: Shop, query: str, field: str) -> None:
    """R88: with 400."""
    answer = shop.get(f"/events?{query}")

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_key_is_needed(clock: ManualClock) -> None:
    """For each of the calls."""
    with TestClient(create_app(a_container(clock, api_keys="shop:velvet-key"), sweeping=False)) as client:
        answers = [client.get("/events"), client.post("/events/resend"), client.post("/events/ev_1/resend")]

    assert [answer.status_code for answer in answers] == [401] * 3


EVERY_EVENT = [
    event
    for checkout in (
        checkouts.a_paid_checkout(),
        checkouts.an_authorized_checkout(),
        checkouts.a_declined_checkout(),
        checkouts.a_canceled_checkout(),
    )
    for event in announced(None, checkout)
]


@pytest.mark.parametrize("event", EVERY_EVENT, ids=[event.type for event in EVERY_EVENT])
def test_every_event_has_the_shape_that_is_described(event: OutgoingEvent) -> None:
    """In the schema's own words, nothing more and nothing less."""
    shown = event_view(event)

    assert isinstance(msgspec.convert(shown, type=event_shape.EventShape), event_shape.EventShape)
    assert list(shown) == list(event_shape.EventShape.__struct_fields__)
    assert list(event.data) == list(event_shape.EventDataShape.__struct_fields__)


def test_what_is_answered_has_the_shape_that_is_described(shop: Shop, container: Container) -> None:
    """Call by call, also for what a person has set aside."""
    (canceled,) = shop.get("/events?state=undelivered").json()["items"]

    async def aside() -> None:
        await container.outbox().update(
            canceled["id"], lambda event: set_aside(event, Done("ada", container.clock().now(), "By telephone."))
        )

    shop.client.blocking_portal.call(aside)
    told: list[tuple[Any, Any]] = [
        (shop.get("/events?state=set_aside").json(), event_shape.EventPageShape),
        (shop.post(f"/events/{canceled['id']}/resend").json(), event_shape.EventShape),
        (shop.post("/events/resend").json(), event_shape.ResentShape),
    ]

    assert told[0][0]["items"][0]["set_aside"] == {"by": "ada", "at": "2026-11-24T12:00:00Z", "note": "By telephone."}
    for answer, shape in told:
        assert msgspec.convert(answer, type=shape)


def test_what_was_not_delivered_is_counted(shop: Shop) -> None:
    """Until somebody sets it aside."""
    (canceled,) = shop.get("/events?state=undelivered").json()["items"]

    assert "alma_checkout_undelivered_events 1.0" in shop.get("/metrics").text.splitlines()
    assert canceled["state"] == "undelivered"
