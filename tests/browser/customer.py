"""A customer before a screen: what they do, in their words."""

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from playwright.async_api import BrowserContext, Locator, Page, expect

from adapters.sandbox.dashboard import Dashboard
from domain.checkout import Checkout
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from entrypoints.container import Container
from tests.support.manual_clock import ManualClock

A_MOMENT = timedelta(seconds=3)

Decision = Literal["approve", "refuse", "expire"]


@dataclass(frozen=True)
class Customer:
    """One tab of a browser, and the shop it is at."""

    page: Page
    container: Container
    clock: ManualClock

    @property
    def base(self) -> str:
        url: str = self.container.settings().public_url
        return url

    async def is_sent_an_order(self, amount: int = 14_990, country: str = "FR", **wanted: Any) -> Checkout:
        """Have the shop open a checkout, and open its page."""
        opening = Opening(order=Order("VELVET-ARMCHAIR", Money(amount, "EUR"), country), **wanted)
        opened = await self.container.open_checkout()(opening, by="shop")
        await self.opens(opened.checkout)
        return opened.checkout

    async def opens(self, checkout: Checkout, path: str = "") -> None:
        await self.page.goto(f"{self.base}/pay/{checkout.id}{path}")

    async def can_pay(self) -> None:
        """Wait for the form."""
        await expect(self.press).to_be_enabled()

    async def pays(
        self, way: Literal["Alma", "Card"] = "Alma", *, card: Literal["approve", "refuse"] = "approve"
    ) -> None:
        """Take a moment, choose a way to pay, and press."""
        await self.can_pay()
        self.later()
        await self.page.get_by_role("radio", name=re.compile(way)).check()
        if way == "Card":
            await self.page.get_by_label("Test card").select_option(card)
        await self.press.click()

    def later(self) -> None:
        """Let a moment pass, after which the provider is asked anew."""
        self.clock.advance(A_MOMENT)

    async def goes_to_alma(self) -> None:
        """Choose Alma; the shop hears of the attempt as the customer leaves."""
        checkout_id = self.page.url.split("/pay/")[1].split("/")[0]
        await self.pays("Alma")
        await self.page.wait_for_url("**/sandbox/alma/**")
        async with asyncio.timeout(5):
            while (await self.container.checkouts().get(checkout_id)).status != "awaiting_customer":  # noqa: ASYNC110 -- it stores, and tells nobody
                await asyncio.sleep(0.01)

    async def decides(self, decision: Decision) -> None:
        """Press one of the buttons on Alma's page."""
        await self.page.locator(f"button[value={decision}]").click()
        await self.page.wait_for_url(re.compile(r"/return$|shop\.example"))

    async def reads(self, *sentences: str) -> None:
        """Find sentences on the page, sooner or later."""
        for sentence in sentences:
            await expect(self.page.get_by_text(sentence).first).to_be_visible()

    async def reads_no(self, *sentences: str) -> None:
        for sentence in sentences:
            await expect(self.page.get_by_text(sentence)).to_have_count(0)

    @property
    def press(self) -> Locator:
        return self.page.locator("#press")

    @property
    def headline(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    async def finishes_on_the_phone(self, checkout: Checkout, decision: Decision = "approve") -> None:
        """Decide at Alma on another device, which does not come back to the shop."""
        await self.container.alma_page().decide(checkout.payment_id, decision)

    async def checkout(self, checkout: Checkout) -> Checkout:
        """Look at what the shop has stored."""
        stored: Checkout = await self.container.checkouts().get(checkout.id)
        return stored

    def dashboard(self) -> Dashboard:
        parts = self.container.sandbox_memory(), self.container.clock(), self.container.faults()
        return Dashboard(*parts)


async def another_tab(customer: Customer) -> Customer:
    """Open a second tab of the same browser."""
    context: BrowserContext = customer.page.context
    return Customer(await context.new_page(), customer.container, customer.clock)
