"""The gateway to Stripe: PaymentIntents through the SDK, asynchronously, over one client for the process."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

import stripe
from stripe import Dispute, HTTPClient, PaymentIntent, Refund, StripeClient

from adapters.stripe import disputes, translation
from adapters.stripe.boundary import our_errors
from adapters.stripe.uploads import Uploads
from adapters.stripe.webhooks import RELEVANT, hint_of
from domain.errors import ProviderFailed
from domain.evidence import Evidence
from domain.payment import Payment, ProviderDispute, ProviderRefund
from domain.ports import Hint, NewPayment

TIMEOUT_SECONDS = 15
RETRIES = 2
_PAGE = 100

stripe.enable_telemetry = False


@dataclass(frozen=True, slots=True)
class StripeGateway:
    """The payments at Stripe."""

    client: StripeClient
    http: HTTPClient
    uploads: Uploads
    name: str = field(default="stripe", init=False)

    @classmethod
    def with_key(cls, secret_key: str, *, api_base: str, http: HTTPClient | None = None) -> Self:
        """Make the gateway that a process has: retries and a timeout set, over aiohttp unless `http` is another way."""
        given, http = http, http or stripe.AIOHTTPClient(timeout=TIMEOUT_SECONDS)
        client = StripeClient(
            secret_key, max_network_retries=RETRIES, http_client=http, base_addresses={"api": api_base}
        )
        return cls(client, http, Uploads.with_key(secret_key, api_base=api_base, http=given))

    async def create(self, payment: NewPayment, *, key: str) -> Payment:
        with our_errors():
            params = translation.create_params(payment)
            return translation.payment_of(
                await self.client.v1.payment_intents.create_async(params, {"idempotency_key": key})
            )

    async def look_up(self, payment_id: str) -> Payment:
        with our_errors():
            return await self._whole(await self._intent(payment_id))

    async def find(self, checkout_id: str) -> Payment | None:
        with our_errors():
            found = await self.client.v1.payment_intents.search_async(
                {"query": f"metadata['checkout']:'{checkout_id}'", "limit": 1}
            )
            return await self._whole(await self._intent(found.data[0].id)) if found.data else None

    async def touched(self, *, since: datetime) -> AsyncIterator[str]:
        lately: Any = {"created": {"gte": int(since.timestamp())}, "limit": _PAGE}
        api = self.client.v1
        with our_errors():
            for all_of in (api.payment_intents.list_async, api.refunds.list_async, api.disputes.list_async):
                async for thing in (await all_of(lately)).auto_paging_iter():
                    if payment_id := translation.payment_id_of(thing):
                        yield payment_id

    async def events(self, *, since: datetime) -> AsyncIterator[Hint]:
        lately: Any = {"created": {"gte": int(since.timestamp())}, "types": list(RELEVANT), "limit": _PAGE}
        with our_errors():
            async for event in (await self.client.v1.events.list_async(lately)).auto_paging_iter():
                yield hint_of(event.to_dict())

    async def client_secret(self, payment_id: str) -> str:
        with our_errors():
            secret = (await self._intent(payment_id)).client_secret
        if not secret:
            raise ProviderFailed("Stripe gives no client secret for this payment.")
        return secret

    async def confirm(self, payment_id: str, *, return_to: str, key: str) -> Payment:
        with our_errors():
            params = translation.confirm_params(return_to)
            return translation.payment_of(
                await self.client.v1.payment_intents.confirm_async(payment_id, params, {"idempotency_key": key})
            )

    async def change_amount(self, payment_id: str, amount: int, *, exclude_alma: bool | None, key: str) -> Payment:
        with our_errors():
            params = translation.update_params(amount, exclude_alma=exclude_alma)
            return translation.payment_of(
                await self.client.v1.payment_intents.update_async(payment_id, params, {"idempotency_key": key})
            )

    async def capture(self, payment_id: str, amount: int, *, key: str) -> Payment:
        with our_errors():
            params = translation.capture_params(amount)
            return translation.payment_of(
                await self.client.v1.payment_intents.capture_async(payment_id, params, {"idempotency_key": key})
            )

    async def cancel(self, payment_id: str, reason: str, *, key: str) -> Payment:
        with our_errors():
            params = translation.cancel_params(reason)
            return translation.payment_of(
                await self.client.v1.payment_intents.cancel_async(payment_id, params, {"idempotency_key": key})
            )

    async def refund(
        self, payment_id: str, *, amount: int, reason: str | None, refund: str, key: str
    ) -> ProviderRefund:
        with our_errors():
            params = translation.refund_params(payment_id, amount, reason, refund)
            return translation.refund_of(await self.client.v1.refunds.create_async(params, {"idempotency_key": key}))

    async def submit_evidence(
        self,
        payment_id: str,  # noqa: ARG002 -- Stripe finds a dispute by its own id
        dispute_id: str,
        evidence: Evidence,
        *,
        submission: str,
        key: str,
    ) -> ProviderDispute:
        """Upload the files, then submit them; files without a dispute are nothing to anybody.

        An upload is made anew each time, so that its key names the files: Stripe knows the evidence by our id.
        """
        with our_errors():
            told = disputes.dispute_of(await self.client.v1.disputes.retrieve_async(dispute_id))
            if told.evidence and told.evidence.submission == submission:
                return told
            files = {file.kind: await self.uploads.upload(file) for file in evidence.files}
            params = disputes.update_params(files, evidence.text, submission)
            named = f"{key}/{sha256(' '.join(files.values()).encode()).hexdigest()[:16]}"
            return disputes.dispute_of(
                await self.client.v1.disputes.update_async(dispute_id, params, {"idempotency_key": named})
            )

    async def close(self) -> None:
        """Close the connections; the client serves one event loop and no other."""
        await self.http.close_async()  # type: ignore[no-untyped-call]  # so it is in the SDK
        await self.uploads.close()

    async def _intent(self, payment_id: str) -> PaymentIntent:
        return await self.client.v1.payment_intents.retrieve_async(payment_id, {"expand": translation.EXPAND})

    async def _whole(self, intent: PaymentIntent) -> Payment:
        """Tell a payment with all its refunds and disputes; only one that holds money can have any (R64)."""
        if intent.status != "succeeded":
            return translation.payment_of(intent)
        refunds, disputes = await asyncio.gather(self._refunds(intent), self._disputes(intent))
        return translation.payment_of(intent, refunds, disputes)

    async def _refunds(self, intent: PaymentIntent) -> list[Refund]:
        first = await self.client.v1.refunds.list_async({"payment_intent": intent.id, "limit": _PAGE})
        return [refund async for refund in first.auto_paging_iter()]

    async def _disputes(self, intent: PaymentIntent) -> list[Dispute]:
        charge = translation.charge_of(intent)
        if charge is None or not charge.disputed:
            return []
        first = await self.client.v1.disputes.list_async({"payment_intent": intent.id, "limit": _PAGE})
        return [dispute async for dispute in first.auto_paging_iter()]
