"""Everybody can use the pages: on small screens, in the dark, with assistive technology, without JavaScript."""

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import expect

from tests.browser.customer import Customer
from tests.browser.scenes import SCENES, Scene

pytestmark = pytest.mark.asyncio(loop_scope="session")

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FRENCH = {"viewport": {"width": 1_100, "height": 900}, "locale": "fr-FR", "reduced_motion": "reduce"}
"""The longer of the languages; nothing is in between two colours."""
NARROW = {"width": 320, "height": 640}

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""How far a page can be scrolled to the side."""

SMALL = """
[...document.querySelectorAll("button, a.button, summary, input, select")]
  .filter((element) => element.checkVisibility())
  .map((element) => (element.closest("label") ?? element).getBoundingClientRect())
  .filter(({ width, height }) => width < 24 || height < 24).length
"""
"""How many things to press are too small for a finger (WCAG 2.5.8)."""


async def barriers(customer: Customer) -> list[tuple[str, list[str]]]:
    """Give what axe finds on the page as it is now, and where."""
    found = await Axe().run(customer.page, options=RULES)
    return [(breach["id"], [node["html"] for node in breach["nodes"]]) for breach in found.response["violations"]]


@pytest.mark.parametrize("window", [FRENCH])
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_a_page_has_no_barrier(customer: Customer, scene: Scene) -> None:
    """WCAG 2.2 AA, wide and light as well as narrow and dark; 320 pixels are also a phone at twice the size."""
    await scene(customer)
    wide = await barriers(customer)
    await customer.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # its own type is not exported
    await customer.page.emulate_media(color_scheme="dark")
    narrow = await barriers(customer)
    levels = await customer.page.locator("h1, h2, h3").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")

    assert (wide, narrow) == ([], [])
    assert await customer.page.evaluate(SIDEWAYS) == 0
    assert await customer.page.evaluate(SMALL) == 0
    assert (levels[0], levels.count(1)) == (1, 1)


@pytest.mark.parametrize("window", [{"viewport": {"width": 550, "height": 450}, "device_scale_factor": 2}])
@pytest.mark.parametrize("scene", ["a_form_to_pay", "waiting_for_alma", "paid"])
async def test_twice_the_size_cuts_nothing_off(customer: Customer, scene: str) -> None:
    """A window of 1,100 by 900 at 200 %, and text alone at 200 %."""
    await SCENES[scene](customer)
    zoomed = await customer.page.evaluate(SIDEWAYS)
    await customer.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert (zoomed, await customer.page.evaluate(SIDEWAYS)) == (0, 0)


@pytest.mark.parametrize("window", [{"java_script_enabled": False, "locale": "en-GB"}])
async def test_without_javascript_a_page_can_be_read(customer: Customer) -> None:
    """The order, the plans, and a sentence that says why paying needs it; no button that does nothing."""
    await customer.is_sent_an_order()

    await customer.reads("Order VELVET-ARMCHAIR", "€149.90", "3 parts")
    await expect(customer.press).to_be_hidden()

    assert "Paying needs JavaScript" in await customer.page.inner_text("#ways")


@pytest.mark.parametrize("window", [{"java_script_enabled": False, "locale": "en-GB"}])
async def test_without_javascript_a_waiting_page_can_be_asked_again(customer: Customer) -> None:
    """By a link, with the time in UTC."""
    checkout = await customer.is_sent_an_order()
    await customer.container.send_to_alma()(checkout.id, by="shop", return_url=None)
    await customer.opens(checkout, "/return")
    await customer.reads("You have until 13:00 UTC.")
    await customer.finishes_on_the_phone(checkout)
    customer.later()
    await customer.page.get_by_role("link", name="Check again").click()

    await expect(customer.headline).to_have_text("Paid")


@pytest.mark.parametrize("window", [{"reduced_motion": "reduce"}])
async def test_nothing_moves_for_those_who_do_not_like_it(customer: Customer) -> None:
    """Not even the colour of a button."""
    await customer.is_sent_an_order()
    await customer.can_pay()

    assert await customer.press.evaluate("press => getComputedStyle(press).transitionProperty") in {"none", "all"}
    assert await customer.press.evaluate("press => getComputedStyle(press).transitionDuration") == "0s"
