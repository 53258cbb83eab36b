"""A browser for the whole run; an application and a fresh window for each test, which watches for trouble."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from entrypoints.container import Container
from tests.browser.chromium import FLAGS, MISSING, executable
from tests.browser.customer import Customer
from tests.browser.serving import serving
from tests.browser.trouble import Trouble
from tests.support.manual_clock import ManualClock

PATIENCE_MILLISECONDS = 8_000


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    async with async_playwright() as playwright:
        path = executable(playwright)
        if path is None:
            pytest.exit(MISSING, returncode=1)
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest_asyncio.fixture(loop_scope="session")
async def container(clock: ManualClock) -> AsyncIterator[Container]:
    async with serving(clock) as container:
        yield container


@pytest.fixture
def window() -> dict[str, object]:
    """How the browser is set up; a test may say otherwise."""
    return {"locale": "en-GB", "timezone_id": "Europe/Paris", "viewport": {"width": 1_100, "height": 900}}


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser, window: dict[str, object]) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(**window)  # type: ignore[arg-type]  # its own type is not exported
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def customer(container: Container, context: BrowserContext, clock: ManualClock) -> AsyncIterator[Customer]:
    """A customer whose browser has no trouble: no error, no breach of the policy, nothing from anybody else."""
    trouble = Trouble(context, container.settings().public_url)
    yield Customer(await context.new_page(), container, clock)

    assert trouble.seen == []
