"""A customer pays, in a real browser."""

import asyncio
import re

import pytest
from playwright.async_api import Route, expect

from tests.browser.customer import Customer, another_tab
from tests.support.manual_clock import ManualClock

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_customer_pays_with_alma_without_reading_anything(customer: Customer) -> None:
    """R23: from the first page to Alma and back, press by press; Alma sends them to us."""
    await customer.page.goto(customer.base)
    await customer.page.get_by_role("button").first.click()
    await customer.can_pay()
    await customer.press.click()
    await customer.page.wait_for_url("**/sandbox/alma/**")
    await customer.page.get_by_role("button").first.click()

    await expect(customer.headline).to_have_text("Paid")
    await customer.reads("The payment has arrived. Thank you!")

    assert re.fullmatch(rf"{customer.base}/pay/co_\w+/return", customer.page.url)


async def test_a_customer_pays_with_a_card(customer: Customer) -> None:
    """Where Alma is not offered, the card is still there (R12)."""
    checkout = await customer.is_sent_an_order(amount=4_999)
    await customer.reads("€0.01 more would do")
    await customer.pays("Card")

    await expect(customer.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).status == "paid"


@pytest.mark.parametrize("window", [{"locale": "fr-FR", "viewport": {"width": 390, "height": 844}}])
async def test_a_customer_pays_in_french(customer: Customer) -> None:
    """On a phone that speaks French, from the sample to the thanks."""
    await customer.page.goto(customer.base)
    await customer.page.get_by_role("button", name="Un fauteuil et deux coussins").click()
    await customer.reads("Fauteuil en velours", "En 2, 3 ou 4 fois avec Alma", "Payer en 2, 3 ou 4 fois")
    await expect(customer.press).to_have_text("Payer 149,90 €")
    await customer.press.click()
    await customer.page.get_by_role("button", name="Accepter le paiement").click()

    await expect(customer.headline).to_have_text("Payé")
    await customer.reads("Le paiement est bien arrivé. Merci !")


async def test_a_second_press_does_nothing_more(customer: Customer) -> None:
    """The button says that it is busy, keeps the focus, and one attempt begins."""
    checkout = await customer.is_sent_an_order()
    await customer.can_pay()
    asked, go_on = 0, asyncio.Event()

    async def slowly(route: Route) -> None:
        nonlocal asked
        asked += 1
        await go_on.wait()
        await route.continue_()

    await customer.page.route("**/sandbox/stripe/confirm", slowly)
    await customer.press.focus()
    for _ in range(3):
        await customer.page.keyboard.press("Enter")
    busy = await customer.press.get_attribute("aria-disabled"), await customer.press.text_content()
    focused = await customer.press.evaluate("press => press === document.activeElement")
    go_on.set()
    await customer.page.wait_for_url("**/sandbox/alma/**")

    assert (asked, busy, focused) == (1, ("true", "One moment…"), True)
    assert (await customer.checkout(checkout)).status in {"open", "awaiting_customer"}


async def test_a_customer_pays_with_the_keyboard_alone(customer: Customer) -> None:
    """Every stop shows where the focus is, and the order of stops is that of the page."""
    await customer.is_sent_an_order()
    await customer.can_pay()
    stops = []
    for _ in range(5):
        await customer.page.keyboard.press("Tab")
        stops.append(await customer.page.evaluate("document.activeElement.tagName"))
        outlined = await customer.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

        assert outlined != "none"
    await customer.page.keyboard.press("Enter")
    await customer.page.wait_for_url("**/sandbox/alma/**")
    await customer.page.keyboard.press("Tab")
    await customer.page.keyboard.press("Enter")

    await expect(customer.headline).to_have_text("Paid")

    assert stops == ["SUMMARY", "SUMMARY", "SUMMARY", "INPUT", "BUTTON"]


async def test_the_back_button_after_paying_leads_to_no_second_payment(customer: Customer) -> None:
    """R53: Alma's page says that it is over, and ours that it is paid; there is nothing to press."""
    await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.decides("approve")
    await customer.page.go_back()
    await customer.reads("This attempt is over")
    await customer.page.go_back()

    await expect(customer.headline).to_have_text("Paid")
    await expect(customer.press).to_have_count(0)


async def test_a_second_tab_learns_that_it_is_paid(customer: Customer) -> None:
    """R24: what the first has paid, the second cannot pay again; it is shown how things stand."""
    checkout = await customer.is_sent_an_order()
    await customer.can_pay()
    second = await another_tab(customer)
    await second.opens(checkout)
    await second.can_pay()
    await customer.goes_to_alma()
    await customer.decides("approve")
    await second.press.click()

    await expect(second.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).attempts == 1


async def test_a_page_that_waits_in_another_tab_counts_down_and_lets_go_on(
    customer: Customer, clock: ManualClock
) -> None:
    """R23: the same attempt, by the same way to Alma."""
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    waiting = await another_tab(customer)
    await waiting.opens(checkout)
    await waiting.reads("You have until 14:00.")
    await expect(waiting.page.get_by_role("timer")).to_have_text(re.compile(r"(60:00|59:5\d) left"))
    await waiting.page.get_by_role("link", name="Continue with Alma").click()
    await waiting.decides("approve")

    await expect(waiting.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).attempts == 1
