"""Exports over HTTP: all that is asked for, in a stream that is never ended as if it were whole (R92)."""

import asyncio
import csv
import json
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any

from dependency_injector import providers
from httpx import Response
from litestar.exceptions import LitestarException
from litestar.testing import TestClient

from domain.errors import StoreUnavailable
from domain.ports import Page, Search
from domain.use_cases.export_checkouts import PAGE
from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.http.shop import Shop, a_container, an_app
from tests.support.manual_clock import ManualClock
from tests.support.many_checkouts import ManyCheckouts


@dataclass(frozen=True, slots=True)
class BreaksOff(ManyCheckouts):
    """A store that gives no answer any more after some pages."""

    pages: int = 0

    async def search(self, search: Search) -> Page:
        if len(self.asked) == self.pages:
            raise StoreUnavailable
        return await ManyCheckouts.search(self, search)


def rows(answer: Response) -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(StringIO(answer.text, newline="")))


def test_an_export_is_a_file_that_nobody_keeps(shop: Shop) -> None:
    """With a name, a type, and the headers of every answer."""
    answer = shop.get("/checkouts/export")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="checkouts.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-request-id"]
    assert answer.text.startswith("id,order,status,amount,decimal_amount,")
    assert rows(answer) == []


def test_an_export_has_every_checkout_newest_first(shop: Shop, clock: ManualClock) -> None:
    """Though there are more than a page."""
    ids = []
    for _ in range(PAGE + 1):
        ids.append(shop.opened()["id"])
        clock.advance(timedelta(seconds=1))

    assert [row["id"] for row in rows(shop.get("/checkouts/export?format=csv"))] == ids[::-1]


def test_an_export_of_lines_is_what_is_shown(shop: Shop) -> None:
    """But for the address at Alma, which is in none."""
    paid, sent = shop.paid(), shop.at_alma()
    address = sent["attempt"]["redirect_url"]
    answer = shop.get("/checkouts/export?format=jsonl")
    lines = [json.loads(line) for line in answer.text.splitlines()]

    assert answer.headers["content-type"] == "application/jsonl"
    assert {line["id"]: line for line in lines} == {
        paid["id"]: shop.seen(paid),
        sent["id"]: sent | {"attempt": sent["attempt"] | {"redirect_url": None}},
    }
    assert address not in answer.text + shop.get("/checkouts/export").text


def test_an_export_is_narrowed_like_the_list(shop: Shop, clock: ManualClock) -> None:
    """By the same parameters."""
    sofa, lamp = shop.opened(order="SOFA", country="IT"), shop.at_alma(order="LAMP")
    clock.advance(timedelta(hours=1))

    assert [row["id"] for row in rows(shop.get("/checkouts/export?country=IT&amount_to=14990"))] == [sofa["id"]]
    assert [row["id"] for row in rows(shop.get("/checkouts/export?overdue=true&opened_to=2026-11-24"))] == [lamp["id"]]


def test_an_export_needs_a_key(clock: ManualClock) -> None:
    """As the list does."""
    with TestClient(an_app(clock, api_keys="shop:velvet-key")) as client:
        refused = client.get("/checkouts/export")
        given = client.get("/checkouts/export", headers={"Authorization": "Bearer velvet-key"})

    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")
    assert given.status_code == 200


def over(clock: ManualClock, store: ManyCheckouts) -> Container:
    """Put everything together over a store."""
    container = a_container(clock)
    container.checkouts.override(providers.Object(store))
    return container


def test_a_store_that_gives_no_answer_is_a_problem(clock: ManualClock) -> None:
    """Nothing was sent yet."""
    with TestClient(create_app(over(clock, BreaksOff()), sweeping=False)) as client:
        answer = client.get("/checkouts/export")

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert "content-disposition" not in answer.headers


async def sent(clock: ManualClock, store: ManyCheckouts) -> list[tuple[Any, int]]:
    """Give what is sent of an export, message by message, each beside how many pages had been asked for by then."""
    app = create_app(over(clock, store), sweeping=False)
    messages: list[tuple[Any, int]] = []
    ended = asyncio.Event()
    scope: Any = {"type": "http", "method": "GET", "path": "/checkouts/export", "raw_path": b"/checkouts/export"}
    scope |= {"query_string": b"", "headers": [], "http_version": "1.1", "scheme": "http", "root_path": ""}

    async def receive() -> Any:  # noqa: ANN401 -- one of many kinds of messages
        await ended.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:  # noqa: ANN401 -- one of many kinds of messages
        messages.append((message, len(store.asked)))
        if message.get("more_body") is False:
            ended.set()

    async with app.lifespan():
        try:
            await app(scope, receive, send)
        except LitestarException:
            messages.append(("broken off", len(store.asked)))
    return messages


async def test_a_page_is_sent_before_the_next_is_asked_for(clock: ManualClock) -> None:
    """So that no more than one is held, however many there are and however slow the reader is."""
    messages = await sent(clock, ManyCheckouts(size=40 * PAGE))
    chunks = [asked for message, asked in messages if message.get("body")]

    assert chunks == list(range(1, 41))
    assert messages[-1][0] == {"type": "http.response.body", "body": b"", "more_body": False}


async def test_an_export_that_breaks_off_is_not_ended(clock: ManualClock) -> None:
    """The server closes the connection, and whoever reads is told that something is missing."""
    messages = await sent(clock, BreaksOff(size=1_000, pages=2))

    assert [asked for message, asked in messages if message != "broken off" and message.get("body")] == [1, 2]
    assert messages[-1][0] == "broken off"
    assert not any(message.get("more_body") is False for message, _ in messages[:-1])
