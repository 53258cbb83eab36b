"""Time runs out, and a customer is told the truth about it."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import expect

from entrypoints.container import Container
from tests.browser.customer import Customer, another_tab
from tests.support.manual_clock import ManualClock

pytestmark = pytest.mark.asyncio(loop_scope="session")

AN_HOUR, A_SECOND = timedelta(hours=1), timedelta(seconds=1)
OVER = "The time for this payment is over, and nothing was taken."


async def test_the_page_counts_the_hour_down_and_notices_its_end(customer: Customer, clock: ManualClock) -> None:
    """R40: at 59:59 the attempt runs; a second later it is over, and the page says so by itself."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    clock.advance(AN_HOUR - A_SECOND)
    await customer.opens(checkout)
    await customer.reads("Finish your payment")
    before = (await customer.checkout(checkout)).status
    clock.advance(3 * A_SECOND)

    await customer.reads(OVER)
    await customer.can_pay()

    assert before == "awaiting_customer"


async def test_an_expired_customer_tries_again_and_pays(customer: Customer) -> None:
    """R30, R40, R43: expired is told from refused, and the next attempt has an hour of its own."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("expire")
    await customer.reads(OVER, "Please choose another way to pay, or try again.")
    await customer.goes_to_alma()
    waiting = await another_tab(customer)
    await waiting.opens(checkout)
    await expect(waiting.page.get_by_role("timer")).to_have_text(re.compile(r"(60:00|59:5\d) left"))
    await customer.decides("approve")

    await expect(customer.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).attempts == 2


async def test_an_overdue_attempt_is_not_called_expired_before_the_provider_says_so(
    customer: Customer, container: Container, clock: ManualClock
) -> None:
    """R41: while the provider gives no answer, or lets it run on, the page goes on waiting."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    clock.advance(AN_HOUR)
    container.faults().unreachable()
    await customer.opens(checkout)
    await customer.reads("Finish your payment")
    container.faults().lift()
    container.faults().late_to_end = True
    clock.advance(3 * A_SECOND)
    await customer.opens(checkout)
    await customer.reads("Finish your payment")

    await customer.reads_no(OVER)

    assert (await customer.checkout(checkout)).status == "awaiting_customer"


async def test_money_that_comes_after_the_hour_counts(
    customer: Customer, container: Container, clock: ManualClock
) -> None:
    """R42: the customer approves at 60:05, and has paid."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    container.faults().late_to_end = True
    clock.advance(AN_HOUR + 5 * A_SECOND)
    await customer.decides("approve")

    await expect(customer.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).status == "paid"


async def test_refused_and_expired_read_differently(customer: Customer, clock: ManualClock) -> None:
    """R43: before the hour is over it was refused; without a word from the provider, the clock decides."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("refuse")
    await customer.reads("The payment was not accepted, and nothing was taken.")
    await customer.goes_to_alma()
    clock.advance(AN_HOUR)
    await customer.opens(checkout)

    await customer.reads(OVER)
    await customer.reads_no("The payment was not accepted, and nothing was taken.")


async def test_a_page_that_is_too_old_says_that_the_order_lapsed(
    customer: Customer, container: Container, clock: ManualClock
) -> None:
    """R45: a day later nothing can be paid, and the shop can start anew."""
    checkout = await customer.is_sent_an_order()
    await customer.can_pay()
    clock.advance(timedelta(days=1, minutes=1))
    await container.sweep()()
    await customer.press.click()

    await expect(customer.headline).to_have_text("Canceled")
    await customer.reads("The time to pay for this order is over.")
    await expect(customer.press).to_have_count(0)

    assert (await customer.checkout(checkout)).status == "canceled"
