"""What `make run` starts, from its first line to a payment."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect

from tests.browser.trouble import Trouble
from tests.support.command_line import ALMA_CHECKOUT
from tests.support.free_port import free_port

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_person_opens_the_printed_address_and_pays(context: BrowserContext, tmp_path: Path) -> None:
    """The first button of each page, and no reading: it ends at "Paid"."""
    port = str(free_port())
    settings = {"ALMA_CHECKOUT_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    server = await asyncio.create_subprocess_exec(
        ALMA_CHECKOUT, "serve", "--port", port, cwd=tmp_path, env=settings, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert server.stdout
        [address] = re.findall(r"open (http\S+)", (await server.stdout.readline()).decode())
        trouble = Trouble(context, address)
        page = await context.new_page()
        await page.goto(address)
        for _ in ("the sample", "to Alma", "approve"):
            async with page.expect_navigation():
                await page.locator("button:enabled").first.click()

        await expect(page.get_by_role("heading", level=1)).to_have_text("Paid")
        assert trouble.seen == []
    finally:
        server.terminate()
        await server.wait()
