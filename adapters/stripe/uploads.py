"""Uploads of evidence, at an address of Stripe's own, and with more time than other calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Self

import stripe
from stripe import HTTPClient, StripeClient

from domain.evidence import EvidenceFile

TIMEOUT_SECONDS = 60
"""Enough for all that evidence may have over a line of one megabit in a second."""
RETRIES = 2


class _Named(BytesIO):
    """Bytes with a name, which the SDK sends along."""

    def __init__(self, file: EvidenceFile) -> None:
        super().__init__(file.content)
        self.name = file.name


class _InPieces(stripe.AIOHTTPClient):
    """Sends a body piece by piece, so that a large one holds nothing up."""

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: bytes | None = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        return await super().request_async(method, url, headers, BytesIO(post_data or b""))


@dataclass(slots=True)
class Uploads:
    """The way on which files get to Stripe; it is opened by the first of them."""

    client: StripeClient
    http: HTTPClient
    used: bool = field(default=False, init=False)

    @classmethod
    def with_key(cls, secret_key: str, *, api_base: str, http: HTTPClient | None = None) -> Self:
        """Make the way that a process has; where the API is an emulator's, files go there too."""
        http = http or _InPieces(timeout=TIMEOUT_SECONDS)
        own = api_base == stripe.DEFAULT_API_BASE
        files = stripe.DEFAULT_UPLOAD_API_BASE if own else api_base
        client = StripeClient(
            secret_key, max_network_retries=RETRIES, http_client=http, base_addresses={"files": files}
        )
        return cls(client, http)

    async def upload(self, file: EvidenceFile) -> str:
        """Upload a file; give its id."""
        self.used = True
        sent = await self.client.v1.files.create_async({"purpose": "dispute_evidence", "file": _Named(file)})
        return sent.id

    async def close(self) -> None:
        """Close the connection, if there is one."""
        if self.used:
            await self.http.close_async()  # type: ignore[no-untyped-call]  # so it is in the SDK
