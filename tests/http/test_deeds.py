"""What is done with a checkout over HTTP: each call, and each of its refusals."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from adapters.sandbox.dashboard import Dashboard
from domain.errors import ProviderFailed
from entrypoints.container import Container
from tests.http.shop import THANKS, Shop
from tests.support.manual_clock import ManualClock


def refusal(answer: Response) -> tuple[int, str]:
    """Give what a refusal is known by."""
    return answer.status_code, answer.json()["code"]


def test_the_customer_is_sent_to_alma(shop: Shop) -> None:
    """200, with the address to go to and the hour there is."""
    checkout = shop.opened()
    answer = shop.post(f"/checkouts/{checkout['id']}/alma", {"return_url": THANKS})

    assert (answer.status_code, answer.json()["status"]) == (200, "awaiting_customer")
    assert answer.json()["attempt"]["redirect_url"].startswith("http://127.0.0.1:8000/sandbox/alma/pi_")
    assert answer.json()["return_url"] == THANKS


def test_sending_twice_gives_the_same_attempt(shop: Shop) -> None:
    """No second attempt is begun while one runs."""
    sent = shop.at_alma()
    answer = shop.post(f"/checkouts/{sent['id']}/alma")

    assert answer.json()["attempt"] == sent["attempt"]


def test_nobody_is_sent_to_alma_for_what_it_does_not_take(shop: Shop) -> None:
    """422, with the obstacles."""
    checkout = shop.opened(amount=4_999)
    answer = shop.post(f"/checkouts/{checkout['id']}/alma")

    assert refusal(answer) == (422, "alma_not_offered")


def test_the_client_secret_is_kept_by_nobody(shop: Shop) -> None:
    """It goes to the customer's browser and into no cache."""
    checkout = shop.opened()
    answer = shop.get(f"/checkouts/{checkout['id']}/client-secret")

    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["client_secret"].startswith(checkout["payment"]["id"])
    assert answer.json()["publishable_key"] is None


def test_there_is_no_client_secret_when_nothing_is_left_to_pay(shop: Shop) -> None:
    """409."""
    answer = shop.get(f"/checkouts/{shop.paid()['id']}/client-secret")

    assert refusal(answer) == (409, "not_allowed_now")


def test_settling_asks_the_provider_now(shop: Shop) -> None:
    """What the customer did at Alma is seen only then."""
    checkout = shop.at_alma()
    shop.decided(checkout, "refuse")
    before, after = shop.seen(checkout), shop.settled(checkout)

    assert before["status"] == "awaiting_customer"
    assert (after["status"], after["last_failure"]["advice"]) == ("open", "choose_another_method")


def test_a_provider_that_does_not_know_us_is_502(shop: Shop, container: Container) -> None:
    """It is neither the caller's fault nor ours to repeat."""
    checkout = shop.opened()

    async def failing() -> None:
        raise ProviderFailed("It does not accept our key.")

    container.faults().slow_down("look_up", before=failing)
    answer = shop.post(f"/checkouts/{checkout['id']}/settle")

    assert refusal(answer) == (502, "provider_failed")


def test_a_part_is_captured(shop: Shop) -> None:
    """200, and the rest is released."""
    checkout = shop.paid(capture="manual")
    answer = shop.post(f"/checkouts/{checkout['id']}/capture", {"amount": 8_000})

    assert (checkout["status"], answer.status_code) == ("authorized", 200)
    assert (answer.json()["status"], answer.json()["captured"]) == ("paid", 8_000)


@pytest.mark.parametrize("body", [{}, {"amount": None}, None])
def test_all_is_captured_where_no_amount_is_named(shop: Shop, body: dict[str, Any] | None) -> None:
    """With an empty object, with null, and with no body at all."""
    checkout = shop.paid(capture="manual")
    answer = shop.post(f"/checkouts/{checkout['id']}/capture", body)

    assert answer.json()["captured"] == 14_990


def test_more_than_what_is_authorized_is_not_captured(shop: Shop) -> None:
    """422, with what there is."""
    checkout = shop.paid(capture="manual")
    answer = shop.post(f"/checkouts/{checkout['id']}/capture", {"amount": 14_991})

    assert refusal(answer) == (422, "amount_exceeds_authorized")
    assert answer.json()["authorized"] == 14_990


def test_a_checkout_is_called_off_with_a_reason(shop: Shop) -> None:
    """200, and the reason and who gave it are shown."""
    checkout = shop.opened()
    answer = shop.post(f"/checkouts/{checkout['id']}/cancel", {"reason": "duplicate"})

    assert (answer.status_code, answer.json()["status"]) == (200, "canceled")
    assert answer.json()["cancellation"]["reason"] == "duplicate"
    assert answer.json()["cancellation"]["by"] == "shop"


def test_what_is_paid_is_refunded_and_not_canceled(shop: Shop) -> None:
    """409, with the advice in a word."""
    answer = shop.post(f"/checkouts/{shop.paid()['id']}/cancel")

    assert refusal(answer) == (409, "not_allowed_now")
    assert answer.json()["advice"] == "refund_instead"


def test_an_unknown_reason_calls_nothing_off(shop: Shop) -> None:
    """400."""
    checkout = shop.opened()
    answer = shop.post(f"/checkouts/{checkout['id']}/cancel", {"reason": "bored"})

    assert refusal(answer) == (400, "invalid_request")
    assert shop.seen(checkout)["status"] == "open"


def test_money_goes_back_once_for_each_key(shop: Shop) -> None:
    """201 the first time; 200 and the same refund afterwards."""
    path = f"/checkouts/{shop.paid()['id']}/refunds"
    first = shop.post(path, {"amount": 3_000, "reason": "duplicate"}, headers={"Idempotency-Key": "back-1"})
    again = shop.post(path, {"amount": 3_000, "reason": "duplicate"}, headers={"Idempotency-Key": "back-1"})
    other = shop.post(path, {"amount": 3_000, "reason": "duplicate"}, headers={"Idempotency-Key": "back-2"})

    assert (first.status_code, first.json()["status"]) == (201, "pending")
    assert (again.status_code, again.headers["idempotent-replayed"]) == (200, "true")
    assert again.json() == first.json()
    assert other.json()["id"] != first.json()["id"]


def test_all_that_is_left_goes_back_where_no_amount_is_named(shop: Shop) -> None:
    """Even without a body."""
    checkout = shop.paid()
    shop.post(f"/checkouts/{checkout['id']}/refunds", {"amount": 4_990})
    answer = shop.post(f"/checkouts/{checkout['id']}/refunds")

    assert answer.json()["amount"] == 10_000


def test_a_key_of_another_refund_is_a_conflict(shop: Shop) -> None:
    """409."""
    path = f"/checkouts/{shop.paid()['id']}/refunds"
    shop.post(path, {"amount": 3_000}, headers={"Idempotency-Key": "back-1"})
    answer = shop.post(path, {"amount": 4_000}, headers={"Idempotency-Key": "back-1"})

    assert refusal(answer) == (409, "idempotency_conflict")


def test_more_than_what_is_left_does_not_go_back(shop: Shop) -> None:
    """422, with what is left."""
    answer = shop.post(f"/checkouts/{shop.paid()['id']}/refunds", {"amount": 14_991})

    assert refusal(answer) == (422, "amount_exceeds_refundable")
    assert answer.json()["refundable"] == 14_990


def test_nothing_goes_back_after_alma_s_180_days(shop: Shop, clock: ManualClock) -> None:
    """422, with the last day there was."""
    checkout = shop.paid()
    clock.advance(timedelta(days=181))
    answer = shop.post(f"/checkouts/{checkout['id']}/refunds")

    assert refusal(answer) == (422, "refund_window_closed")
    assert answer.json()["last_day"] == "2027-05-23"


def test_what_is_not_taken_yet_is_canceled_and_not_refunded(shop: Shop) -> None:
    """409, with the advice in a word."""
    answer = shop.post(f"/checkouts/{shop.paid(capture='manual')['id']}/refunds")

    assert refusal(answer) == (409, "not_allowed_now")
    assert answer.json()["advice"] == "cancel_instead"


@pytest.mark.parametrize(("decision", "status"), [("accept", "paid"), ("refund", "canceled")])
def test_a_review_ends_with_a_decision(shop: Shop, container: Container, decision: str, status: str) -> None:
    """200, and either what the provider says is taken in, or everything goes back."""
    checkout = shop.at_alma()
    provider = Dashboard(container.sandbox_memory(), container.clock(), container.faults())
    asyncio.run(provider.alter(checkout["payment"]["id"], metadata={"checkout": "co_somebody-else"}))
    shop.decided(checkout, "approve")
    in_review = shop.settled(checkout)
    sides = {"amount": 14_990, "currency": "EUR", "checkout": checkout["id"], "received": 14_990}
    answer = shop.post(f"/checkouts/{checkout['id']}/review", {"decision": decision})

    assert (in_review["status"], in_review["review"]["reason"]) == ("in_review", "not_ours")
    assert in_review["review"]["order"] == sides
    assert in_review["review"]["provider"] == sides | {"checkout": "co_somebody-else"}
    assert in_review["review"]["differs"] == ["checkout"]
    assert (answer.status_code, answer.json()["status"]) == (200, status)


def test_what_is_not_in_review_needs_no_decision(shop: Shop) -> None:
    """409."""
    answer = shop.post(f"/checkouts/{shop.opened()['id']}/review", {"decision": "accept"})

    assert refusal(answer) == (409, "not_allowed_now")


def test_a_decision_that_is_none_ends_no_review(shop: Shop) -> None:
    """400."""
    answer = shop.post(f"/checkouts/{shop.opened()['id']}/review", {"decision": "forget"})

    assert refusal(answer) == (400, "invalid_request")
    assert answer.json()["errors"] == [{"field": "decision", "message": "must be accept or refund."}]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PATCH", ""),
        ("GET", "/client-secret"),
        ("POST", "/alma"),
        ("POST", "/settle"),
        ("POST", "/capture"),
        ("POST", "/cancel"),
        ("POST", "/refunds"),
        ("POST", "/review"),
        ("GET", "/timeline"),
        ("GET", "/explain"),
    ],
)
@pytest.mark.parametrize("name", ["co_nothing", "a b", "%00", "%ff", "%ED%A0%80", "x" * 101, "co_%E2%80%AE"])
def test_no_verb_finds_a_checkout_that_is_not_there(shop: Shop, method: str, path: str, name: str) -> None:
    """404 by each, also for what can be no id."""
    bodies = {"PATCH": {"amount": 1}, "POST": {"decision": "accept"} if path == "/review" else {}}
    answer = shop.client.request(method, f"/checkouts/{name}{path}", json=bodies.get(method))

    assert refusal(answer) == (404, "checkout_not_found")
