"""A customer comes back, or waits for what another device does."""

import asyncio
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.async_api import Route, expect

from entrypoints.container import Container
from tests.browser.customer import Customer
from tests.support.manual_clock import ManualClock

pytestmark = pytest.mark.asyncio(loop_scope="session")

THANKS = "https://shop.example/thanks?order=1001#top"


async def welcome(route: Route) -> None:
    """Be the shop's own page."""
    await route.fulfill(content_type="text/html", body="<title>Shop</title><h1>Welcome back</h1>")


async def test_a_customer_who_paid_arrives_at_the_shop(customer: Customer) -> None:
    """R25: with the checkout and its status, the shop's own parameters, and none of the provider's."""
    await customer.page.route("https://shop.example/**", welcome)
    checkout = await customer.is_sent_an_order(return_url=THANKS)
    await customer.goes_to_alma()
    await customer.decides("approve")

    await expect(customer.headline).to_have_text("Welcome back")

    assert customer.page.url == f"https://shop.example/thanks?order=1001&checkout={checkout.id}&status=paid#top"


async def test_one_who_may_try_again_stays_with_us_and_goes_to_the_shop_afterwards(customer: Customer) -> None:
    """R25: the page on which they began says why, and asks for another way to pay."""
    await customer.page.route("https://shop.example/**", welcome)
    await customer.is_sent_an_order(return_url=THANKS)
    await customer.goes_to_alma()
    await customer.decides("refuse")
    await customer.reads("The payment was not accepted, and nothing was taken.")
    ours = customer.page.url.startswith(customer.base)
    await customer.pays("Card")

    await expect(customer.headline).to_have_text("Welcome back")

    assert ours


async def test_a_tab_that_waits_learns_what_the_phone_has_paid(customer: Customer, clock: ManualClock) -> None:
    """R44: coming back unfinished changed nothing, so the phone could pay; the tab notices by itself."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.opens(checkout, "/return")
    await customer.reads("Finish your payment", "If you finish on another device, this page notices by itself.")
    await expect(customer.press).to_have_count(0)
    before = (await customer.checkout(checkout)).status
    await customer.finishes_on_the_phone(checkout)
    clock.advance(timedelta(seconds=3))

    await expect(customer.headline).to_have_text("Paid")

    assert before == "awaiting_customer"


async def test_one_who_comes_back_unfinished_may_pay_another_way(customer: Customer) -> None:
    """R24, R44: a card ends the matter, whatever Alma's page says later."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.opens(checkout, "/return")
    await customer.page.get_by_role("link", name="Choose another way to pay").click()
    await customer.pays("Card")

    await expect(customer.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).attempts == 2


async def test_a_page_asks_less_and_less_often_and_then_waits_for_a_press(
    customer: Customer, clock: ManualClock
) -> None:
    """After two minutes there is a button, and it works."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.page.clock.install()
    asked: list[int] = []
    answered = asyncio.Event()
    second = 0

    async def count(route: Route) -> None:
        asked.append(second)
        answered.clear()
        await route.continue_()

    await customer.page.route("**/status", count)
    customer.page.on("requestfinished", lambda _: answered.set())
    await customer.opens(checkout, "/return")
    again = customer.page.get_by_role("link", name="Check again")
    await expect(again).to_be_hidden()
    answered.set()
    for second in range(130):  # noqa: B007 -- what asks for it notes the second
        await customer.page.clock.run_for(1_000)
        await answered.wait()
    await expect(again).to_be_visible()
    pauses = [later - earlier for earlier, later in pairwise(asked)]
    await customer.page.clock.run_for(60_000)
    asked_later = asked[-1]
    await customer.finishes_on_the_phone(checkout)
    clock.advance(timedelta(seconds=3))
    await again.click()

    await expect(customer.headline).to_have_text("Paid")

    assert 8 <= len(asked) <= 14
    assert asked_later <= 120
    assert pauses[-1] > 4 * pauses[0]


async def test_a_provider_that_gives_no_answer_is_no_error_page(
    customer: Customer, container: Container, clock: ManualClock
) -> None:
    """R1: the customer reads that we are checking, and may check again."""
    checkout = await customer.is_sent_an_order()
    container.faults().unreachable()
    clock.advance(timedelta(seconds=10))
    await customer.opens(checkout, "/return")
    await customer.reads("We are checking")
    container.faults().lift()
    await customer.page.get_by_role("link", name="Check again").click()

    await customer.can_pay()
    await customer.reads_no("We are checking")


async def test_the_provider_s_parameters_do_not_stay_in_the_address(customer: Customer) -> None:
    """R25, R92: the secret is in no address that the browser keeps, and in no header that it sends on."""
    referrers: list[str] = []
    customer.page.context.on("request", lambda request: referrers.append(request.headers.get("referer", "")))
    await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("approve")

    await expect(customer.headline).to_have_text("Paid")

    assert re.fullmatch(rf"{customer.base}/pay/co_\w+/return", customer.page.url)
    assert set(referrers) <= {""}
    assert await customer.page.evaluate("document.cookie") == ""


async def test_a_waiting_page_stands_still_while_nobody_can_tell_it_anything(
    customer: Customer, clock: ManualClock
) -> None:
    """An answer that is a refusal changes nothing; the next one that is not does."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.opens(checkout, "/return")
    refusals = 0

    async def too_often(route: Route) -> None:
        nonlocal refusals
        refusals += 1
        await route.fulfill(status=429, json={"status": 429, "code": "too_many_requests"})

    await customer.page.evaluate("window.same = true")
    await customer.page.route("**/status", too_often, times=1)
    await customer.finishes_on_the_phone(checkout)
    clock.advance(timedelta(seconds=3))
    async with customer.page.expect_response("**/status"):
        pass
    same = await customer.page.evaluate("window.same")

    await expect(customer.headline).to_have_text("Paid")

    assert (refusals, same) == (1, True)
