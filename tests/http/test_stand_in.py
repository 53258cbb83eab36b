"""What the stand-in for Stripe's script asks the sandbox for."""

from typing import Any

import pytest
from httpx import Response

from tests.http.shop import Shop, View

OURS = "http://127.0.0.1:8000"


def secret_of(shop: Shop, checkout: View) -> str:
    """Give the secret as a browser has it."""
    secret: str = shop.get(f"/checkouts/{checkout['id']}/client-secret").json()["client_secret"]
    return secret


def confirmed(shop: Shop, checkout: View, **wanted: Any) -> Response:
    """Confirm a payment as the page does."""
    body = {"client_secret": secret_of(shop, checkout), "return_url": f"{checkout['pay_url']}/return"}
    return shop.post("/sandbox/stripe/confirm", body | wanted)


def test_a_browser_is_told_the_payment_and_what_is_offered(shop: Shop) -> None:
    """In the words of Stripe's script."""
    checkout = shop.opened(amount=4_999)
    answer = shop.post("/sandbox/stripe/retrieve", {"client_secret": secret_of(shop, checkout)})

    assert answer.json() == {
        "id": checkout["payment"]["id"],
        "status": "requires_payment_method",
        "payment_method_types": ["card"],
    }
    assert answer.headers["cache-control"] == "no-store"


def test_alma_leads_to_its_page(shop: Shop) -> None:
    """The shop learns of the attempt by settling (R24)."""
    checkout = shop.opened()
    answer = confirmed(shop, checkout, type="alma")

    assert answer.json() == {"redirect": f"{OURS}/sandbox/alma/{checkout['payment']['id']}"}
    assert shop.settled(checkout)["status"] == "awaiting_customer"


def test_a_good_card_leads_straight_back(shop: Shop) -> None:
    """With the parameters that bind the customer to the payment."""
    checkout = shop.opened()
    back = confirmed(shop, checkout, type="card").json()["redirect"]
    answer = shop.get(back.removeprefix(OURS))

    assert "redirect_status=succeeded" in back
    assert answer.status_code == 303
    assert shop.seen(checkout)["status"] == "paid"


def test_a_declined_card_is_refused_in_place(shop: Shop) -> None:
    """422 with the provider's code; the shop hears of it (R30)."""
    checkout = shop.opened()
    answer = confirmed(shop, checkout, type="card", card="refuse")

    assert (answer.status_code, answer.json()["provider_code"]) == (422, "card_declined")
    assert shop.settled(checkout)["last_failure"]["code"] == "card_declined"


@pytest.mark.parametrize("call", ["retrieve", "confirm"])
@pytest.mark.parametrize("secret", ["", "pi_1", "pi_1_secret_1", "_secret_", "pi_\u00e9_secret_1"])
def test_without_the_secret_nobody_acts(shop: Shop, call: str, secret: str) -> None:
    """422, as the provider would say it."""
    more = {"type": "alma", "return_url": f"{OURS}/pay/co_1/return"} if call == "confirm" else {}
    answer = shop.post(f"/sandbox/stripe/{call}", {"client_secret": secret, **more})

    assert (answer.status_code, answer.json()["provider_code"]) == (422, "resource_missing")


@pytest.mark.parametrize(
    "address", ["https://thief.example/", "http://127.0.0.1:8000.thief.example/", "/pay", "", "http://["]
)
def test_a_customer_is_sent_back_to_us_alone(shop: Shop, address: str) -> None:
    """The secret travels with them."""
    answer = confirmed(shop, shop.opened(), type="card", return_url=address)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "return_url")


@pytest.mark.parametrize("wrong", [{"type": "cash"}, {"type": "card", "card": "gold"}, {"type": "alma", "more": 1}])
def test_what_no_browser_sends_is_refused(shop: Shop, wrong: View) -> None:
    """400, naming the field."""
    assert confirmed(shop, shop.opened(), **wrong).status_code == 400


def test_a_payment_that_is_over_cannot_be_confirmed(shop: Shop) -> None:
    """The page then asks how it stands, and is shown anew."""
    checkout = shop.opened()
    secret = secret_of(shop, checkout)
    confirmed(shop, checkout, type="card")
    body = {"client_secret": secret, "type": "alma", "return_url": f"{OURS}/pay/x/return"}
    answer = shop.post("/sandbox/stripe/confirm", body)
    told = shop.post("/sandbox/stripe/retrieve", {"client_secret": secret}).json()

    assert answer.json()["provider_code"] == "payment_intent_unexpected_state"
    assert told["status"] == "succeeded"
