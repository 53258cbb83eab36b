"""The watch over the browser would see what it is there for."""

import pytest
from playwright.async_api import BrowserContext

from entrypoints.container import Container
from tests.browser.trouble import Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLANTED = {
    "a script in the page": "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "a style in the page": "document.body.append(Object.assign(document.createElement('style'), {innerHTML: 'a {}'}))",
    "somebody else's picture": "new Image().src = 'https://thief.example/secret.png'",
    "a mistake": "setTimeout(() => nothingOfThisName())",
}


@pytest.mark.parametrize("deed", PLANTED.values(), ids=PLANTED)
async def test_a_planted_breach_is_seen(context: BrowserContext, container: Container, deed: str) -> None:
    """The page's policy stops it, or the watch does."""
    base: str = container.settings().public_url
    trouble = Trouble(context, base)
    page = await context.new_page()
    await page.goto(base)
    before = list(trouble.seen)
    await page.evaluate(deed)
    await page.wait_for_timeout(200)

    assert before == []
    assert trouble.seen != []
