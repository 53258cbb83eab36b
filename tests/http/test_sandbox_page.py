"""The page that stands in for Alma's."""

from urllib.parse import parse_qs, urlsplit

import pytest
from litestar.testing import TestClient

from tests.http.shop import Shop, View, an_app
from tests.support.manual_clock import ManualClock


def page_of(checkout: View) -> str:
    """Give the address of a customer's page at Alma, without our host."""
    path: str = urlsplit(checkout["attempt"]["redirect_url"]).path
    return path


def test_the_page_says_that_it_is_a_simulation(shop: Shop) -> None:
    """And what is to be paid, with three ways to decide."""
    page = shop.get(page_of(shop.at_alma()))

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "Simulation of Alma" in page.text
    assert "€149.90" in page.text
    assert [word for word in ("approve", "refuse", "expire") if f'value="{word}"' in page.text] == [
        "approve",
        "refuse",
        "expire",
    ]


@pytest.mark.parametrize(
    ("decision", "told", "status"),
    [("approve", "succeeded", "paid"), ("refuse", "failed", "open"), ("expire", "failed", "open")],
)
def test_a_decision_leads_back_with_the_provider_s_four_parameters(
    shop: Shop, decision: str, told: str, status: str
) -> None:
    """303 to our own return page."""
    checkout = shop.at_alma()
    answer = shop.post(page_of(checkout), data={"decision": decision})
    address = urlsplit(answer.headers["location"])
    query = parse_qs(address.query)

    assert answer.status_code == 303
    assert address.path == f"/pay/{checkout['id']}/return"
    assert query["payment_intent"] == [checkout["payment"]["id"]]
    assert query["redirect_status"] == [told]
    assert query["redirect_pm_type"] == ["alma"]
    assert shop.settled(checkout)["status"] == status


@pytest.mark.parametrize("form", [{}, {"decision": ""}, {"decision": "steal"}, {"other": "approve"}])
def test_a_decision_that_is_none_is_refused(shop: Shop, form: dict[str, str]) -> None:
    """400, and the attempt goes on."""
    checkout = shop.at_alma()
    answer = shop.post(page_of(checkout), data=form)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "decision")
    assert shop.settled(checkout)["status"] == "awaiting_customer"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"decision=%ff", b'{"decision": "approve"}', b"%", b"=" * 9_000])
def test_a_form_that_cannot_be_read_is_refused(shop: Shop, body: bytes) -> None:
    """400 whatever it is."""
    answer = shop.client.post(page_of(shop.at_alma()), content=body)

    assert answer.status_code == 400


def test_an_attempt_is_decided_once(shop: Shop) -> None:
    """409 afterwards, and the page says that it is over."""
    checkout = shop.at_alma()
    shop.decided(checkout, "approve")
    answer = shop.post(page_of(checkout), data={"decision": "refuse"})
    page = shop.get(page_of(checkout))

    assert (answer.status_code, answer.json()["code"]) == (409, "not_allowed_now")
    assert "This attempt is over" in page.text
    assert "<form" not in page.text


@pytest.mark.parametrize("payment", ["pi_nothing", "%00", "a b"])
def test_there_is_no_page_for_a_payment_that_was_never_sent(shop: Shop, payment: str) -> None:
    """404, for showing and for deciding."""
    shown = shop.get(f"/sandbox/alma/{payment}")
    decided = shop.post(f"/sandbox/alma/{payment}", data={"decision": "approve"})

    assert (shown.status_code, shown.json()["code"]) == (404, "not_found")
    assert (decided.status_code, decided.json()["code"]) == (404, "not_found")


def test_with_stripe_there_is_no_such_page(clock: ManualClock) -> None:
    """404 as for any address that there is not."""
    with TestClient(
        an_app(clock, gateway="stripe", stripe_secret_key="sk_test_velvet", stripe_publishable_key="pk_test_velvet")
    ) as client:
        answer = client.get("/sandbox/alma/pi_1")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
