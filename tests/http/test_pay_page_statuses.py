"""The page of a checkout, by how its payment stands."""

import asyncio
from datetime import timedelta

import pytest

from adapters.sandbox.dashboard import Dashboard
from entrypoints.container import Container
from tests.http.pay_page import SECRET, page_of
from tests.http.shop import ARMCHAIR, THANKS, Shop, View
from tests.support.manual_clock import ManualClock


def test_a_refused_customer_reads_why_and_is_asked_for_another_way_to_pay(shop: Shop) -> None:
    """On the same page as before, with a form (R30)."""
    checkout = shop.at_alma()
    shop.decided(checkout, "refuse")
    page = page_of(shop, checkout)

    assert "The payment was not accepted, and nothing was taken." in page
    assert "Please choose another way to pay." in page
    assert SECRET.search(page)


def test_an_expired_attempt_is_told_from_a_refused_one(shop: Shop, clock: ManualClock) -> None:
    """The page settles first, and the hour is over (R43)."""
    checkout = shop.at_alma()
    clock.advance(timedelta(hours=1))
    page = page_of(shop, checkout)

    assert "The time for this payment is over, and nothing was taken." in page
    assert SECRET.search(page)


def test_a_running_attempt_shows_its_deadline_and_the_way_on(shop: Shop) -> None:
    """With a form for another way to pay; one who comes back is not asked to pay once more (R44)."""
    checkout = shop.at_alma()
    page, back = page_of(shop, checkout), page_of(shop, checkout, "/return")

    for shown in (page, back):
        assert 'data-countdown="2026-11-24T13:00:00Z" data-now="2026-11-24T12:00:00Z"' in shown
        assert checkout["attempt"]["redirect_url"] in shown

    assert (bool(SECRET.search(page)), bool(SECRET.search(back))) == (True, False)


def in_status(shop: Shop, status: str) -> View:
    """Give a checkout in a status that ends it, or that only the shop can move."""
    match status:
        case "authorized":
            return shop.paid(capture="manual", return_url=THANKS)
        case "paid":
            return shop.paid(return_url=THANKS)
    checkout = shop.opened(return_url=THANKS)
    shop.post(f"/checkouts/{checkout['id']}/cancel")
    return checkout


@pytest.mark.parametrize("path", ["", "/return"])
@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("authorized", "The payment is approved. Thank you!"),
        ("paid", "The payment has arrived. Thank you!"),
        ("canceled", "The payment was canceled, and nothing is taken."),
    ],
)
def test_a_payment_that_is_over_has_a_page_of_its_own(shop: Shop, path: str, status: str, sentence: str) -> None:
    """Without a form or a script of Stripe's, and with the way back to the shop."""
    checkout = in_status(shop, status)
    page = page_of(shop, checkout, path)

    assert sentence in page
    assert f"https://shop.example/thanks?order=1001&amp;checkout={checkout['id']}&amp;status={status}#top" in page
    assert not SECRET.search(page)
    assert "stripe.js" not in page


def dashboard(container: Container) -> Dashboard:
    """Give the provider's dashboard for the payments of a container."""
    return Dashboard(container.sandbox_memory(), container.clock(), container.faults())


def test_a_payment_that_the_provider_works_on_is_watched(shop: Shop, container: Container) -> None:
    """Without a form: there is nothing to do but to wait."""
    checkout = shop.at_alma()
    asyncio.run(dashboard(container).put(checkout["payment"]["id"], "processing"))
    page = page_of(shop, checkout)

    assert "The payment is being processed." in page
    assert 'data-watch="/pay/' in page
    assert not SECRET.search(page)


def test_a_payment_in_review_asks_nobody_to_pay_again(shop: Shop, container: Container) -> None:
    """The shop looks at it, and the customer need not do anything (R7)."""
    checkout = shop.at_alma()
    shop.decided(checkout, "approve")
    asyncio.run(dashboard(container).alter(checkout["payment"]["id"], received=1))
    page = page_of(shop, checkout)

    assert "The payment is being checked by the shop." in page
    assert "please do not pay again" in page
    assert not SECRET.search(page)


@pytest.mark.parametrize("path", ["", "/return"])
def test_a_provider_without_an_answer_leaves_the_page_as_it_was(
    shop: Shop, container: Container, clock: ManualClock, path: str
) -> None:
    """200, the stored status, and that we are checking; no form that could not work."""
    checkout = shop.opened()
    shop.get(f"/pay/{checkout['id']}/status")
    clock.advance(timedelta(seconds=10))
    container.faults().unreachable()
    answer = shop.get(f"/pay/{checkout['id']}{path}")

    assert answer.status_code == 200
    assert "We are checking" in answer.text
    assert "VELVET-ARMCHAIR" in answer.text
    assert not SECRET.search(answer.text)


def test_a_lapsed_checkout_says_that_its_time_is_over(shop: Shop) -> None:
    """And that the shop can start another (R45)."""
    checkout = shop.opened()
    shop.post(f"/checkouts/{checkout['id']}/cancel", {"reason": "abandoned"})

    assert "The time to pay for this order is over." in page_of(shop, checkout)


def test_what_went_back_is_on_the_page(shop: Shop, clock: ManualClock) -> None:
    """Beside the total, once it has arrived."""
    checkout = shop.paid()
    shop.post(f"/checkouts/{checkout['id']}/refunds", {"amount": 3_000})
    clock.advance(timedelta(hours=1))
    page = page_of(shop, checkout)

    assert "Given back" in page
    assert "€30.00" in page


def test_an_order_that_the_provider_refused_is_over(shop: Shop, container: Container) -> None:
    """There is no payment to ask about, and nobody pretends to be checking it."""
    container.faults().refuse("create", "amount_too_small")
    shop.post("/checkouts", ARMCHAIR)
    [checkout] = shop.get("/checkouts").json()["items"]
    page = page_of(shop, checkout)

    assert "The payment was canceled, and nothing is taken." in page
    assert "We are checking" not in page
