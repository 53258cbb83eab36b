"""The customer's page against whoever tests stolen cards on it: opens for each address, declines for each checkout."""

from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from litestar.types import ASGIApp, Receive, Scope, Send

from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.http.shop import ARMCHAIR, Shop, View, a_container, an_app
from tests.support.manual_clock import ManualClock

HTML = {"Accept": "text/html", "Accept-Language": "fr"}


def seen_from(app: Litestar, host: str) -> ASGIApp:
    """Give an application that is called from an address."""

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (host, 50_000)
        await app(scope, receive, send)

    return called


def opening(clock: ManualClock, host: str, **settings: str) -> TestClient[ASGIApp]:
    """Give a browser at an address."""
    return TestClient(seen_from(an_app(clock, **settings), host))


def opened(client: TestClient[ASGIApp], path: str = "") -> int:
    """Open a pay page; it need not be there."""
    return client.get(f"/pay/co_velvet{path}").status_code


def test_one_address_opens_so_many_pages(clock: ManualClock) -> None:
    """In words, with the time after which to come back; whether there is such a checkout or not."""
    with opening(clock, "203.0.113.7", page_limit="2/hour") as client:
        told = [opened(client), opened(client, "/return")]
        answer = client.get("/pay/co_oak-table", headers=HTML)

    assert told == [404, 404]
    assert answer.status_code == 429
    assert "Veuillez patienter" in answer.text
    assert 0 < int(answer.headers["retry-after"]) <= 3_600


def test_the_page_that_waits_may_ask_on(clock: ManualClock) -> None:
    """What it asks is answered from the store, and the provider is asked once in two seconds."""
    with opening(clock, "203.0.113.7", page_limit="1/hour") as client:
        told = [opened(client, "/status") for _ in range(5)]

    assert told == [404] * 5


def test_opening_checkouts_and_hearing_events_is_never_limited_by_it(clock: ManualClock) -> None:
    """The limits of the page are the page's own."""
    with opening(clock, "203.0.113.7", page_limit="1/hour") as client:
        pages = [opened(client) for _ in range(3)]
        shop = [client.post("/checkouts", json=ARMCHAIR).status_code for _ in range(3)]
        events = [client.post("/webhooks/stripe").status_code for _ in range(3)]

    assert (pages, shop) == ([404, 429, 429], [201] * 3)
    assert 429 not in events


def test_sixty_a_minute_is_what_is_set_to_begin_with(clock: ManualClock) -> None:
    """And `none` lifts it."""
    with opening(clock, "203.0.113.7") as client:
        told = [opened(client) for _ in range(61)]
    with opening(clock, "203.0.113.7", page_limit="none") as client:
        lifted = [opened(client) for _ in range(61)]

    assert told == [404] * 60 + [429]
    assert lifted == [404] * 61


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_this_machine_is_not_limited(clock: ManualClock, host: str) -> None:
    """A proxy that does not say who is behind it would be all customers at once."""
    with opening(clock, host, page_limit="1/hour") as client:
        assert [opened(client) for _ in range(3)] == [404] * 3


def test_a_line_has_many_addresses(clock: ManualClock) -> None:
    """Of an IPv6 address the first half counts; an IPv4 address in its clothes is one of its own."""
    app = an_app(clock, page_limit="1/hour")
    told = []
    for host in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "::ffff:203.0.113.7", "::ffff:203.0.113.8"):
        with TestClient(seen_from(app, host)) as client:
            told.append(opened(client))

    assert told == [404, 429, 404, 404, 404]


def declined(shop: Shop, checkout: View, times: int) -> None:
    """Have cards declined on the customer's page, one after the other."""
    secret = shop.get(f"/checkouts/{checkout['id']}/client-secret").json()["client_secret"]
    sent = {"type": "card", "card": "refuse", "client_secret": secret, "return_url": checkout["pay_url"]}
    for _ in range(times):
        assert shop.post("/sandbox/stripe/confirm", sent).json()["provider_code"] == "card_declined"
        shop.settled(checkout)


def test_after_so_many_declines_the_page_asks_to_wait(container: Container, shop: Shop, clock: ManualClock) -> None:
    """Ten in an hour; then there is no form and no secret, until the first of them is an hour old."""
    checkout = shop.opened()
    declined(shop, checkout, 1)
    clock.advance(timedelta(minutes=20))
    declined(shop, checkout, 8)
    before = shop.get(f"/pay/{checkout['id']}")
    declined(shop, checkout, 1)
    answer = shop.get(f"/pay/{checkout['id']}", headers=HTML)
    back = shop.get(f"/pay/{checkout['id']}/return")
    clock.advance(timedelta(minutes=40))
    after = shop.get(f"/pay/{checkout['id']}")

    assert (before.status_code, after.status_code) == (200, 200)
    assert "_secret_" in before.text
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2400")
    assert "_secret_" not in answer.text
    assert (back.status_code, back.json()["code"]) == (429, "too_many_requests")


def test_a_decline_that_is_only_just_heard_of_counts(container: Container, clock: ManualClock) -> None:
    """The page asks the provider before it asks for a card."""
    container = a_container(clock, attempt_limit="1/hour")
    with TestClient(create_app(container, sweeping=False)) as client:
        shop = Shop(client)
        checkout = shop.opened()
        secret = shop.get(f"/checkouts/{checkout['id']}/client-secret").json()["client_secret"]
        sent = {"type": "card", "card": "refuse", "client_secret": secret, "return_url": checkout["pay_url"]}
        shop.post("/sandbox/stripe/confirm", sent)
        answer = shop.get(f"/pay/{checkout['id']}")

    assert answer.status_code == 429


def test_the_count_is_the_store_s_and_outlives_the_process(container: Container, shop: Shop) -> None:
    """Another process, with the same store, has counted as much."""
    checkout = shop.opened()
    declined(shop, checkout, 10)
    with TestClient(create_app(container, sweeping=False)) as other:
        answer = other.get(f"/pay/{checkout['id']}")

    assert answer.status_code == 429


def test_one_who_has_paid_at_last_sees_so(container: Container, shop: Shop) -> None:
    """Whatever was declined before."""
    checkout = shop.opened()
    declined(shop, checkout, 10)
    sent = shop.post(f"/checkouts/{checkout['id']}/alma").json()
    back = shop.decided(sent, "approve")
    shop.get(back)
    page = shop.get(f"/pay/{checkout['id']}")

    assert (page.status_code, shop.seen(checkout)["status"]) == (200, "paid")
