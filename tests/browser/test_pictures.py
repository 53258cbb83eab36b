"""Pictures of the main pages, which the documentation shows.

`PICTURES=1 make test ARGS=tests/browser/test_pictures.py` renews them.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.customer import Customer
from tests.browser.scenes import SCENES

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLACE = Path(__file__).parents[2] / "docs" / "pictures"
WIDE = {"viewport": {"width": 1_000, "height": 760}, "locale": "en-GB"}
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "fr-FR", "color_scheme": "dark"}

PICTURES = [
    ("pay", "a_form_to_pay", WIDE),
    ("refused", "refused", WIDE),
    ("paid", "paid", WIDE),
    ("alma", "almas_page", WIDE),
    ("pay-phone-dark-french", "a_form_to_pay", PHONE),
    ("waiting-phone-dark-french", "waiting_for_alma", PHONE),
]


@pytest.mark.parametrize(("name", "scene", "window"), PICTURES, ids=[name for name, _, _ in PICTURES])
async def test_a_picture_shows_the_page(customer: Customer, name: str, scene: str, tmp_path: Path) -> None:
    """It is as wide as the screen, and the one in the documentation has not been forgotten."""
    await SCENES[scene](customer)
    await expect(customer.headline).to_be_visible()
    kept = PLACE / f"{name}.png"
    made = kept if os.environ.get("PICTURES") else tmp_path / kept.name
    made.parent.mkdir(exist_ok=True)
    await customer.page.screenshot(path=made, full_page=True, animations="disabled")

    assert kept.read_bytes()[16:20] == made.read_bytes()[16:20]
