"""No call acts on ambient authority, no cookie is ever set, and nobody learns which ids there are (R53, R80, R92)."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from entrypoints.http.app import create_app
from tests.http.shop import a_container
from tests.security.every_route import AMBIENT, KEY, SANDBOX, STRIPE, Call, House, all_calls
from tests.support.manual_clock import ManualClock

OF_THE_SANDBOX = all_calls(**SANDBOX)
WITH_STRIPE = all_calls(**STRIPE)

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


@pytest.fixture
def house() -> Iterator[House]:
    container = a_container(ManualClock(), **SANDBOX)
    with TestClient(create_app(container, sweeping=False)) as client:
        yield House(container, client)


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

    told = [(it.status_code, it.json()["code"]) for it in (answer, signed)]

    assert told in ([(401, "unauthorized")] * 2, [(400, "invalid_signature")] * 2)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/sandbox/stripe/retrieve", {"client_secret": "{payment}_secret_guessed"}),
        (
            "/sandbox/stripe/confirm",
            {
                "client_secret": "{payment}_secret_guessed",
                "type": "alma",
                "return_url": "http://127.0.0.1:8000/pay/co_1",
            },
        ),
    ],
)
def test_a_payment_s_id_is_not_its_secret(house: House, path: str, sent: dict[str, str]) -> None:
    """Who guesses the secret changes nothing, and learns the same of a payment that there is and of another."""
    before, told = house.seen(), []
    for payment in (house.names["payment_id"], "pi_nobody"):
        body = {name: text.format(payment=payment) for name, text in sent.items()}
        answer = house.client.post(
            path, json=body | {"return_url": house.checkout["pay_url"]} if len(sent) > 1 else body
        )
        told.append((answer.status_code, answer.json()["code"], answer.json()["detail"]))

    assert told[0] == told[1]
    assert told[0][0] >= 400
    assert house.seen() == before


def of_nobody(house: House, call: Call, **headers: str) -> set[tuple[int, str]]:
    """Make a call for checkouts that there are not; give the different answers, but for the id."""
    ids = ["co_" + "a" * 22, "co_" + "Z" * 22, "velvet", "x" * 100, house.names["payment_id"]]
    sent = WANTED.get(call.path.rpartition("/")[2], {"json": {}})
    return {
        (answer.status_code, answer.text.replace(name, ""))
        for name in ids
        for answer in [house.client.request(call.method, call.to(checkout_id=name), headers=headers, **sent)]
    }


WANTED: dict[str, dict[str, Any]] = {
    "{checkout_id:str}": {"json": {"amount": 4_000}},
    "review": {"json": {"decision": "accept"}},
    "evidence": {"files": {"text": (None, "It was delivered.")}},
}


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if "checkout_id" in call.path], ids=str)
def test_ids_that_there_are_not_are_all_the_same(house: House, call: Call) -> None:
    """Whatever they look like: one answer, which has nothing but the id that was asked for."""
    told = of_nobody(house, call, Authorization=f"Bearer {KEY}")

    assert len(told) == 1
    assert {status for status, _ in told} <= {404, 204}


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if call.path.startswith("/checkouts/")], ids=str)
def test_without_a_key_nobody_learns_which_ids_there_are(house: House, call: Call) -> None:
    """Known and unknown ones are answered alike."""
    known = house.client.request(call.method, call.to(**house.names))

    assert {(known.status_code, known.text)} == of_nobody(house, call)
    assert known.status_code == 401


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if call.path.startswith("/checkouts")], ids=str)
@pytest.mark.parametrize(
    "said", ["", "Basic aGFyYm91ci1hdC1ub29u", "Bearer ", "Bearer harbour-at-noo", f"Bearer  x{KEY}"]
)
def test_nothing_but_the_whole_key_opens(house: House, call: Call, said: str) -> None:
    """And what is asked is not read before."""
    answer = house.asked(call, Authorization=said)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
