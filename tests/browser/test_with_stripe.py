"""The same page with Stripe: its script from its own address, and the strict emulator behind everything."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, expect

from tests.browser.customer import Customer, another_tab
from tests.browser.serving import serving
from tests.browser.stripes_side import SCRIPT, StripesSide
from tests.browser.trouble import Trouble
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.server import serve

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass(frozen=True)
class StripeCustomer(Customer):
    """A customer whose browser has Stripe's script."""

    side: StripesSide

    async def chooses(self, way: str) -> None:
        """Choose in Stripe's form, and press."""
        await self.can_pay()
        self.later()
        await self.page.get_by_label("Way", exact=True).select_option(way)
        await self.press.click()

    async def decides_at_alma(self, decision: str) -> None:
        await self.page.locator(f"button[value={decision}]").click()
        await self.page.wait_for_url("**/return")

    async def calls(self) -> list[list[object]]:
        """Give what the page called of Stripe's script."""
        called: list[list[object]] = await self.page.evaluate("window.stripeCalls")
        return called


@pytest_asyncio.fixture(loop_scope="session")
async def customer(context: BrowserContext, clock: ManualClock) -> AsyncIterator[StripeCustomer]:
    side = StripesSide(Emulator(clock))
    await side.receive(context)
    with serve(side.emulator) as stripe:
        keys = {"STRIPE_SECRET_KEY": SECRET_KEY, "STRIPE_PUBLISHABLE_KEY": "pk_test_velvet", "STRIPE_API_BASE": stripe}
        async with serving(clock, ALMA_CHECKOUT_GATEWAY="stripe", **keys) as container:
            friends = ("https://js.stripe.com/", "https://m.js.stripe.com/", "https://api.stripe.com/", stripe)
            trouble = Trouble(context, container.settings().public_url, *friends)
            yield StripeCustomer(await context.new_page(), container, clock, side)
            await context.close()

    assert trouble.seen == []


async def test_a_customer_pays_with_alma_through_stripe(customer: StripeCustomer) -> None:
    """R23, R25: from our page to Alma's and back; the page's policy lets in all that Stripe loads."""
    checkout = await customer.is_sent_an_order()
    await customer.can_pay()
    calls = await customer.calls()
    more = await customer.page.evaluate("window.moreOfStripe")
    await customer.chooses("alma")
    await customer.decides_at_alma("approve")

    await expect(customer.headline).to_have_text("Paid")

    assert customer.page.url == f"{customer.base}/pay/{checkout.id}/return"
    assert [name for name, *_ in calls] == ["Stripe", "elements", "create", "create"]
    assert calls[0] == ["Stripe", "pk_test_velvet"]
    assert customer.side.loaded.count(SCRIPT) == 1
    assert more is True


async def test_a_customer_refused_through_stripe_pays_with_a_card(customer: StripeCustomer) -> None:
    """R30: the reason, and the same payment once more."""
    checkout = await customer.is_sent_an_order()
    await customer.chooses("alma")
    await customer.decides_at_alma("refuse")
    await customer.reads("The payment was not accepted, and nothing was taken.")
    await customer.chooses("declined")
    await expect(customer.page.get_by_role("alert")).to_have_text("Your card was declined.")
    await customer.chooses("card")

    await expect(customer.headline).to_have_text("Paid")

    assert (await customer.checkout(checkout)).attempts == 3


async def test_a_second_tab_at_stripe_learns_that_it_is_paid(customer: StripeCustomer) -> None:
    """R24: Stripe refuses to confirm what is paid; the page asks how it stands, and is shown anew."""
    checkout = await customer.is_sent_an_order()
    second = await another_tab(customer)
    await second.opens(checkout)
    await second.can_pay()
    await customer.chooses("card")
    await expect(customer.headline).to_have_text("Paid")
    await second.press.click()

    await expect(second.headline).to_have_text("Paid")


async def test_a_script_that_does_not_come_is_told_in_place(customer: StripeCustomer) -> None:
    """The order can be read, and the button stays quiet."""
    await customer.page.route(SCRIPT, lambda route: route.abort())
    await customer.is_sent_an_order()

    await expect(customer.page.get_by_role("alert")).to_contain_text("could not be loaded")
    await expect(customer.press).to_be_disabled()
    await customer.reads("Order VELVET-ARMCHAIR")
