"""No call acts on ambient authority, no cookie is ever set, and looking changes nothing (R53, R80)."""

import pytest
from litestar.testing import TestClient

from entrypoints.http.app import create_app
from tests.http.shop import a_container
from tests.security.every_route import AMBIENT, KEY, OF_THE_SANDBOX, STRIPE, WITH_STRIPE, Call, House
from tests.support.manual_clock import ManualClock

WITHOUT_KEY = {
    "POST /sandbox/alma/{payment_id:str}": "the payment's id, which nobody can guess",
    "POST /sandbox/stripe/retrieve": "the payment's client secret",
    "POST /sandbox/stripe/confirm": "the payment's client secret",
    "POST /": "a sandbox that only this machine reaches: it opens a sample of its own",
    "POST /webhooks/stripe": "a signature over the body",
}
"""The calls that may change something without an API key, and what they ask for in its place."""

OPEN_TO_ALL = {
    "/pay/{checkout_id:str}",
    "/pay/{checkout_id:str}/return",
    "/pay/{checkout_id:str}/status",
    "/sandbox/alma/{payment_id:str}",
    "/static/{version:str}/{name:str}",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/schema",
    "/schema/{path:str}",
    "/schema/openapi.json",
    "/schema/openapi.yaml",
    "/schema/openapi.yml",
    "/",
}
"""What may be read without a key."""


@pytest.mark.parametrize("call", OF_THE_SANDBOX, ids=str)
def test_no_answer_sets_a_cookie(house: House, call: Call) -> None:
    """With a key or without, refused or not."""
    answers = [house.asked(call), house.asked(call, Authorization=f"Bearer {KEY}"), house.asked(call, {})]

    assert [answer.headers.get("set-cookie") for answer in answers] == [None] * 3
    assert not house.client.cookies


def test_asking_for_methods_sets_no_cookie_and_lets_nobody_in(house: House) -> None:
    """No other site is allowed to call us from a browser."""
    answers = [house.client.options(call.to(**house.names), headers=AMBIENT) for call in OF_THE_SANDBOX]

    names = {name for answer in answers for name in answer.headers}

    assert {answer.status_code for answer in answers} <= {204, 401, 404}
    assert not [name for name in names if name.startswith(("set-cookie", "access-control"))]


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if call.changes], ids=str)
def test_a_call_that_changes_something_asks_for_more_than_a_browser_sends_by_itself(house: House, call: Call) -> None:
    """R53: cookies, a referrer and an address of this machine open nothing."""
    before, number = house.seen(), house.count()
    answer = house.asked(call)

    assert answer.status_code == 401 or str(call) in WITHOUT_KEY
    assert answer.status_code >= 400 or "payment_id" in call.path
    if "payment_id" not in call.path:
        assert (house.seen(), house.count()) == (before, number)


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if not call.changes], ids=str)
def test_looking_changes_nothing(house: House, call: Call) -> None:
    """R53: whoever makes a customer's browser look at an address of ours; settling finds nothing new here."""
    before, number = house.seen(), house.count()
    answer = house.asked(call)
    after = house.seen()

    assert answer.status_code == 401 or call.path in OPEN_TO_ALL
    assert (after["status"], after["timeline"], house.count()) == (before["status"], before["timeline"], number)


def test_no_other_call_goes_without_a_key() -> None:
    """A route that is added is asked for its key, or written down here with what it asks for instead."""
    changing = {str(call) for call in OF_THE_SANDBOX + WITH_STRIPE if call.changes}
    with_key = {
        call
        for call in changing
        if call.split(" /")[1].startswith(("checkouts", "due/", "events/", "orphans/", "reconcile"))
    }

    assert changing - with_key == set(WITHOUT_KEY)
    assert len(with_key) == 14


@pytest.mark.parametrize("call", [call for call in WITH_STRIPE if call.changes], ids=str)
def test_with_stripe_only_a_signature_goes_without_a_key(call: Call) -> None:
    """R80: and a wrong one, or none, is refused."""
    with TestClient(create_app(a_container(ManualClock(), **STRIPE), sweeping=False)) as client:
        answer = client.request(call.method, call.to(checkout_id="co_1"), json={})
        signed = client.request(call.method, call.to(checkout_id="co_1"), json={}, headers={"Stripe-Signature": "t=1"})

    told = {(it.status_code, it.json()["code"]) for it in (answer, signed)}

    assert told == {(400, "invalid_signature") if call.path.startswith("/webhooks/") else (401, "unauthorized")}
