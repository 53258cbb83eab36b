"""Events arrive over HTTP: the answer says what became of each, and nobody is asked on the way (R80 to R84)."""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from dependency_injector import providers
from httpx import Response
from litestar.testing import TestClient
from stripe import WebhookSignature

from domain.checkout import Checkout
from domain.errors import StoreUnavailable
from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.http.shop import Shop, a_container
from tests.support.checkouts import NOON, a_checkout_at_alma
from tests.support.manual_clock import ManualClock

SECRET = "whsec_hush"
STRIPE = {
    "gateway": "stripe",
    "api_keys": "shop:hush-hush",
    "stripe_secret_key": "sk_test_hush",
    "stripe_publishable_key": "pk_test_1",
    "stripe_webhook_secret": f"{SECRET},whsec_next",
    "stripe_api_base": "http://127.0.0.1:1",
}
LAMP = a_checkout_at_alma("complicated-lamp")


def an_event(name: str = "evt_1", kind: str = "payment_intent.succeeded", **fields: Any) -> bytes:
    """Write an event about the lamp's payment."""
    told = {
        "id": LAMP.payment_id,
        "object": "payment_intent",
        "client_secret": "pi_secret_hush",
        "metadata": {"checkout": LAMP.id},
    }
    event = {
        "id": name,
        "object": "event",
        "type": kind,
        "created": int(NOON.timestamp()),
        "livemode": False,
        "data": {"object": told},
    }
    return json.dumps(event | fields).encode()


@pytest.fixture
def container() -> Container:
    """Give a shop with Stripe, which cannot be reached, and one checkout at Alma."""
    container = a_container(ManualClock(), **STRIPE)
    asyncio.run(container.checkouts().add(LAMP, None, at=NOON))
    return container


@pytest.fixture
def shop(container: Container) -> Iterator[Shop]:
    with TestClient(create_app(container, sweeping=False)) as client:
        yield Shop(client)


def sent(shop: Shop, body: bytes, secret: str = SECRET, signature: str | None = None) -> Response:
    """Deliver a body as Stripe does."""
    header = signature or WebhookSignature.generate_signature_header(
        body.decode(), secret, timestamp=int(NOON.timestamp())
    )
    return shop.client.post(
        "/webhooks/stripe",
        content=body,
        headers={"Stripe-Signature": header, "Content-Type": "application/json; charset=utf-8"},
    )


def stored(container: Container) -> Checkout:
    """Read the lamp's checkout back."""
    return asyncio.run(container.checkouts().get(LAMP.id))


def test_an_event_has_its_checkout_looked_at_now(shop: Shop, container: Container) -> None:
    """R80: the fact and the reminder are kept, and nobody was asked: the provider cannot even be reached."""
    answer = sent(shop, an_event())
    checkout = stored(container)

    assert (answer.status_code, answer.json()) == (200, {"received": "stored"})
    assert (checkout.look_again_at, checkout.heard) == (NOON, 1)
    assert checkout.timeline == LAMP.timeline


def test_the_same_event_twice_is_a_duplicate(shop: Shop, container: Container) -> None:
    """R81: answered alike, kept once."""
    answers = [sent(shop, an_event()).json()["received"] for _ in range(2)]

    assert answers == ["stored", "duplicate"]
    assert stored(container).heard == 1


def test_both_secrets_are_good_while_one_replaces_the_other(shop: Shop) -> None:
    """R82: and a third is not."""
    assert sent(shop, an_event("evt_2"), "whsec_next").status_code == 200
    assert sent(shop, an_event("evt_3"), "whsec_other").status_code == 400


@pytest.mark.parametrize(
    ("event", "received"),
    [
        (an_event(kind="customer.created"), "irrelevant"),
        (an_event(livemode=True), "other_mode"),
        (an_event(data={"object": {"id": "pi_unknown", "object": "payment_intent"}}), "stored"),
    ],
)
def test_what_is_not_about_us_is_answered_all_the_same(shop: Shop, event: bytes, received: str) -> None:
    """R81: 200, or Stripe sends it for three days and then turns the endpoint off."""
    answer = sent(shop, event)

    assert (answer.status_code, answer.json()) == (200, {"received": received})


@pytest.mark.parametrize("signature", ["", "t=1,v1=00", "nonsense"])
def test_an_unsigned_event_is_refused(shop: Shop, container: Container, signature: str) -> None:
    """R81, R83: 400, and nothing is kept."""
    answer = sent(shop, an_event(), signature=signature or " ")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_signature")
    assert stored(container) == LAMP


def test_a_missing_signature_is_refused(shop: Shop) -> None:
    """R83: unverified is never accepted."""
    answer = shop.client.post("/webhooks/stripe", content=an_event())

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_signature")


def test_a_signed_body_that_is_no_event_is_refused(shop: Shop) -> None:
    """R81: `invalid_request`, never a 5xx."""
    answer = sent(shop, b"[1, 2]")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


def test_events_may_be_larger_than_other_bodies(shop: Shop) -> None:
    """Up to 256 KB."""
    fits = sent(shop, an_event(padding="x" * 200_000))
    too_large = sent(shop, an_event(padding="x" * 300_000))

    assert fits.status_code == 200
    assert (too_large.status_code, too_large.json()["code"]) == (413, "payload_too_large")


def test_events_are_posted_and_nothing_else(shop: Shop) -> None:
    """405 as everywhere."""
    answer = shop.get("/webhooks/stripe")

    assert (answer.status_code, answer.json()["code"], answer.headers["allow"]) == (405, "method_not_allowed", "POST")


def test_an_answer_to_an_event_is_json_that_nobody_keeps(shop: Shop) -> None:
    """As every answer, it names its request."""
    answer = sent(shop, an_event())

    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-request-id"]


class _Away:
    """A store that gives no answer."""

    async def hear(self, *_: object, **__: object) -> bool:
        raise StoreUnavailable


def test_an_event_that_cannot_be_kept_is_to_be_sent_again(container: Container) -> None:
    """R81: 503, and Stripe comes back."""
    container.checkouts.override(providers.Object(_Away()))
    with TestClient(create_app(container, sweeping=False)) as client:
        answer = sent(Shop(client), an_event())

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert "Retry-After" in answer.headers


def test_the_sandbox_listens_to_no_events(shop: Shop) -> None:
    """And with Stripe there is no page that stands in for Alma's."""
    with TestClient(create_app(a_container(ManualClock()), sweeping=False)) as client:
        unheard = sent(Shop(client), an_event())

    assert unheard.status_code == 404
    assert shop.get("/sandbox/alma/pi_1").status_code == 404


def test_no_secret_is_in_an_answer(shop: Shop) -> None:
    """R82, R92: neither ours nor the customer's."""
    answers = [sent(shop, an_event()), sent(shop, an_event(), "whsec_other"), sent(shop, b"{}")]

    assert not any("hush" in answer.text for answer in answers)


def test_what_became_of_events_is_counted(shop: Shop) -> None:
    """Kind by kind, what could not be read and what was not signed among them."""
    sent(shop, an_event())
    sent(shop, an_event())
    sent(shop, an_event("evt_2", "customer.created"))
    sent(shop, an_event("evt_3", livemode=True))
    sent(shop, b"[]")
    shop.client.post("/webhooks/stripe", content=an_event())
    shop.client.post("/webhooks/stripe", content=b" " * 300_000)
    counts = shop.get("/metrics").text

    assert set(re.findall(r'alma_checkout_webhooks_total\{answer="(\w+)"\} 1.0', counts)) == {
        "stored",
        "duplicate",
        "irrelevant",
        "other_mode",
        "invalid_request",
        "invalid_signature",
        "not_read",
    }
