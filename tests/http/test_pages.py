"""The customer comes back, and waits."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from entrypoints.container import Container
from tests.http.shop import THANKS, Shop
from tests.support.manual_clock import ManualClock


def test_a_customer_who_paid_comes_to_the_shop(shop: Shop) -> None:
    """With the checkout and its status, and without what the provider added."""
    checkout = shop.at_alma(return_url=THANKS)
    answer = shop.get(shop.decided(checkout, "approve"))

    shops = f"https://shop.example/thanks?order=1001&checkout={checkout['id']}&status=paid#top"

    assert (answer.status_code, answer.headers["location"]) == (303, shops)


def test_a_customer_without_a_shop_comes_to_the_same_address_without_parameters(shop: Shop) -> None:
    """So that the secret does not stay in the address."""
    checkout = shop.at_alma()
    answer = shop.get(shop.decided(checkout, "approve"))
    page = shop.get(urlsplit(answer.headers["location"]).path)

    assert answer.status_code == 303
    assert answer.headers["location"] == f"{checkout['pay_url']}/return"
    assert (page.status_code, "The payment has arrived. Thank you!" in page.text) == (200, True)


def test_a_customer_whom_alma_refused_reads_that_it_is_not_finished(shop: Shop) -> None:
    """In the language of the checkout, and not a word of success (R32)."""
    checkout = shop.at_alma(locale="fr")
    shop.get(shop.decided(checkout, "refuse"))
    page = shop.get(f"/pay/{checkout['id']}/return")

    assert "Le paiement n’est pas terminé." in page.text
    assert '<html lang="fr">' in page.text
    assert "Merci" not in page.text


def test_what_the_address_says_of_the_outcome_proves_nothing(shop: Shop) -> None:
    """One who writes `succeeded` into it has paid nothing (R1)."""
    checkout = shop.at_alma(return_url=THANKS)
    address = shop.decided(checkout, "refuse").replace("redirect_status=failed", "redirect_status=succeeded")
    answer = shop.get(address)

    assert "status=open" in answer.headers["location"]


def wrong(address: str, name: str, value: str) -> str:
    """Give an address in which one parameter has another value."""
    path, _, query = address.partition("?")
    pairs = [pair.split("=", 1) for pair in query.split("&")]
    return f"{path}?" + "&".join(f"{key}={value if key == name else old}" for key, old in pairs)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("payment_intent", "pi_another"),
        ("payment_intent", ""),
        ("payment_intent", "%ff"),
        ("payment_intent_client_secret", "pi_another_secret"),
        ("payment_intent_client_secret", ""),
        ("payment_intent_client_secret", "%ED%A0%80"),
        ("payment_intent_client_secret", "x&payment_intent_client_secret=y"),
    ],
)
def test_parameters_that_do_not_match_find_nothing(shop: Shop, name: str, value: str) -> None:
    """404, and the checkout is as it was."""
    checkout = shop.at_alma()
    answer = shop.get(wrong(shop.decided(checkout, "approve"), name, value))

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert shop.seen(checkout) == checkout


@pytest.mark.parametrize(
    "query",
    [
        "redirect_status=succeeded",
        "redirect_pm_type=alma",
        "payment_intent={payment}",
        "payment_intent_client_secret={payment}_secret",
        "payment_intent={payment}&redirect_status=succeeded",
    ],
)
def test_parameters_that_bind_nobody_find_nothing(shop: Shop, query: str) -> None:
    """The payment and its secret belong together."""
    checkout = shop.at_alma()
    answer = shop.get(f"/pay/{checkout['id']}/return?{query.format(payment=checkout['payment']['id'])}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_another_checkout_s_parameters_find_nothing(shop: Shop) -> None:
    """Even though each of them is true somewhere."""
    one, other = shop.at_alma(), shop.at_alma()
    query = shop.decided(one, "approve").partition("?")[2]
    answer = shop.get(f"/pay/{other['id']}/return?{query}")

    assert answer.status_code == 404


def test_a_customer_comes_back_while_the_provider_gives_no_answer(shop: Shop, container: Container) -> None:
    """They are sent on with what is known, not kept waiting before an error."""
    checkout = shop.at_alma(return_url=THANKS)
    address = shop.decided(checkout, "approve")
    container.faults().unreachable(calls=1)
    answer = shop.get(address)

    assert (answer.status_code, "status=awaiting_customer" in answer.headers["location"]) == (303, True)


@pytest.mark.parametrize("path", ["", "/return", "/status", "/return?payment_intent=pi_1", "/nothing"])
@pytest.mark.parametrize("there", [True, False])
def test_pages_are_kept_by_nobody_and_shown_in_no_frame(shop: Shop, path: str, there: bool) -> None:
    """Those that refuse as well; an address that is no page is none (R92)."""
    name = shop.at_alma()["id"] if there else "co_nothing"
    headers = shop.get(f"/pay/{name}{path}").headers
    expected = path != "/nothing"

    assert (headers.get("cache-control") == "no-store") is expected
    assert (headers.get("referrer-policy") == "no-referrer") is expected
    assert (headers.get("x-frame-options") == "DENY") is expected
    assert ("frame-ancestors 'none'" in headers.get("content-security-policy", "")) is expected
    assert headers["x-content-type-options"] == "nosniff"


def test_a_redirect_to_the_shop_tells_no_referer(shop: Shop) -> None:
    """The address it leaves has the secret in it."""
    answer = shop.get(shop.decided(shop.at_alma(return_url=THANKS), "approve"))

    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_a_waiting_page_learns_how_it_stands(shop: Shop) -> None:
    """And nothing that is the shop's alone."""
    checkout = shop.at_alma()
    answer = shop.get(f"/pay/{checkout['id']}/status")

    assert answer.json() == {
        "status": "awaiting_customer",
        "deadline": "2026-11-24T13:00:00Z",
        "last_failure": None,
    }


def test_a_waiting_page_has_the_provider_asked_every_other_second(shop: Shop, clock: ManualClock) -> None:
    """Not before: many pages may wait."""
    checkout = shop.at_alma()
    path = f"/pay/{checkout['id']}/status"
    shop.get(path)
    shop.decided(checkout, "approve")
    clock.advance(timedelta(seconds=1))
    early = shop.get(path).json()["status"]
    clock.advance(timedelta(seconds=1))
    late = shop.get(path).json()["status"]

    assert (early, late) == ("awaiting_customer", "paid")


def test_what_customers_do_is_the_customer_s(shop: Shop) -> None:
    """In the timeline."""
    checkout = shop.at_alma()
    shop.get(shop.decided(checkout, "approve"))
    timeline = shop.get(f"/checkouts/{checkout['id']}/timeline").json()["items"]

    assert (timeline[-1]["event"], timeline[-1]["by"]) == ("paid", "customer")
