"""The SDK's HTTP client, with the emulator at its other end instead of a network."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Mapping

import stripe

from tests.support.stripe_emulator.connection import Connection, NoAnswer
from tests.support.stripe_emulator.emulator import Emulator

stripe.enable_telemetry = False


class EmulatedHTTPClient(stripe.HTTPClient):
    """For `StripeClient(key, http_client=EmulatedHTTPClient(emulator))`; between tries it sleeps no time at all."""

    name = "emulated"

    def __init__(self, emulator: Emulator) -> None:
        super().__init__()
        self._connection = Connection(emulator)

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | bytes | None = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        try:
            body = post_data if isinstance(post_data, bytes) else (post_data or "").encode()
            answer = await self._connection.ask(method, url, headers, body)
        except NoAnswer:
            message = "Unexpected error communicating with Stripe."
            raise stripe.APIConnectionError(message, should_retry=True) from None  # type: ignore[no-untyped-call]  # so it is in the SDK
        return answer.body, answer.status, answer.headers

    async def request_stream_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | bytes | None = None
    ) -> tuple[AsyncIterable[bytes], int, Mapping[str, str]]:
        body, status, answered = await self.request_async(method, url, headers, post_data)

        async def stream() -> AsyncIterator[bytes]:
            yield body

        return stream(), status, answered

    def sleep_async(self, secs: float) -> Awaitable[None]:
        return asyncio.sleep(0)

    async def close_async(self) -> None:
        """Close nothing."""


def emulated_client(emulator: Emulator, *, retries: int = 2) -> stripe.StripeClient:
    """Make a client with the account's key."""
    key = emulator.account.secret_keys[0]
    return stripe.StripeClient(key, http_client=EmulatedHTTPClient(emulator), max_network_retries=retries)
