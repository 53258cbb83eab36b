"""Alma says no, or a card's bank does."""

import pytest
from playwright.async_api import expect

from adapters.sandbox.addresses import sent_back
from tests.browser.customer import Customer, another_tab
from tests.support.manual_clock import ManualClock

pytestmark = pytest.mark.asyncio(loop_scope="session")

REFUSED = "The payment was not accepted, and nothing was taken."


async def test_a_refused_customer_pays_with_a_card(customer: Customer) -> None:
    """R30: back on our page, with the reason, and the same payment is paid another way."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("refuse")
    await customer.reads(REFUSED, "Choose another way to pay")
    await customer.pays("Card")

    await expect(customer.headline).to_have_text("Paid")
    stored = await customer.checkout(checkout)

    assert (stored.status, stored.payment_id) == ("paid", checkout.payment_id)


async def test_a_declined_card_is_told_in_place_and_alma_is_still_there(customer: Customer) -> None:
    """R30: the page stays, says it aloud, and the shop has heard of it before anybody asks."""
    checkout = await customer.is_sent_an_order()
    await customer.pays("Card", card="refuse")
    await expect(customer.page.get_by_role("alert")).to_have_text("Your card was declined.")
    stored = await customer.checkout(checkout)
    await customer.goes_to_alma()
    await customer.decides("approve")

    await expect(customer.headline).to_have_text("Paid")

    assert stored.last_failure
    assert stored.last_failure.code == "card_declined"


async def test_the_reason_stays_on_the_page_however_often_it_is_asked_for(
    customer: Customer, clock: ManualClock
) -> None:
    """R31: the provider forgets it with the next change; we do not."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("refuse")
    await customer.dashboard().alter(checkout.payment_id, amount=14_990)
    for path in ("", "/return", ""):
        clock.advance(clock.now() - checkout.opened_at)
        await customer.opens(checkout, path)
        await customer.reads(REFUSED)
        await customer.can_pay()

    assert (await customer.checkout(checkout)).last_failure


async def test_an_address_that_says_succeeded_is_not_believed(customer: Customer) -> None:
    """R1, R32: the payment has no error and is not paid, so it is not finished, and nobody is thanked."""
    checkout = await customer.is_sent_an_order()
    await customer.can_pay()
    forged = sent_back(f"{customer.base}/pay/{checkout.id}/return", checkout.payment_id, succeeded=True)
    await customer.page.goto(forged)

    await customer.reads("The payment is not finished. You can choose a way to pay.")
    await customer.reads_no("Thank you")
    await customer.can_pay()


async def test_the_provider_s_code_becomes_advice(customer: Customer) -> None:
    """R33: Alma's refusal asks for another way to pay, in words and not in a code."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("refuse")

    await customer.reads("Please choose another way to pay.")
    stored = await customer.checkout(checkout)

    assert stored.last_failure
    assert stored.last_failure.code == "payment_intent_payment_attempt_failed"
    assert stored.last_failure.code not in await customer.page.content()


async def test_old_news_of_a_refusal_does_not_end_the_next_attempt(customer: Customer) -> None:
    """R34: the first attempt's address of return is opened once more while the second attempt runs."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("refuse")
    await customer.goes_to_alma()
    old = await another_tab(customer)
    await old.page.goto(sent_back(f"{customer.base}/pay/{checkout.id}/return", checkout.payment_id, succeeded=False))
    await old.reads("Finish your payment")
    await customer.decides("approve")

    await expect(customer.headline).to_have_text("Paid")
