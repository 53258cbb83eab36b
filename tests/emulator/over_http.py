"""The SDK and a test's hands, both over real connections."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import stripe

from tests.emulator.chair import Asked
from tests.support.stripe_emulator.emulator import SECRET_KEY
from tests.support.stripe_emulator.server import CONTROL


@asynccontextmanager
async def client_of(address: str) -> AsyncIterator[stripe.StripeClient]:
    http = stripe.AIOHTTPClient(timeout=5)
    yield stripe.StripeClient(SECRET_KEY, http_client=http, base_addresses={"api": address}, max_network_retries=2)
    await http.close_async()  # type: ignore[no-untyped-call]  # so it is in the SDK


async def act(browser: aiohttp.ClientSession, address: str, actor: str, deed: str, *args: Any, **facts: Any) -> Asked:
    asked = {"actor": actor, "deed": deed, "args": args, "facts": facts}
    async with browser.post(f"{address}{CONTROL}", json=asked) as response:
        answer: Asked = await response.json()
        return answer
