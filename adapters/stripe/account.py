"""The shop's account at Stripe, and the webhook endpoints in it, through the SDK."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import stripe
from stripe import StripeClient, StripeObject, WebhookEndpoint

from adapters.stripe.boundary import our_errors
from adapters.stripe.reading import text
from adapters.stripe.webhooks import RELEVANT
from domain.errors import ProviderFailed
from domain.ports.account import NewEndpoint, Standing
from domain.subscription import Endpoint

_PAGE = 100
_MARK = "unclaimed"
"""The key in an endpoint's metadata that says that nobody has its secret."""


@dataclass(frozen=True, slots=True)
class StripeAccount:
    """The account that the client's key belongs to."""

    client: StripeClient
    version: str = field(default=stripe.api_version, init=False)
    events: frozenset[str] = field(default=frozenset(RELEVANT), init=False)

    async def examine(self) -> Standing:
        with our_errors():
            account = await self.client.v1.accounts.retrieve_current_async()
            alma = getattr(getattr(account, "capabilities", None), "alma_payments", None)
            return Standing(account.id, text(alma), _told_at(account))

    async def endpoints(self) -> tuple[Endpoint, ...]:
        with our_errors():
            first = await self.client.v1.webhook_endpoints.list_async({"limit": _PAGE})
            return tuple([_endpoint(told) async for told in first.auto_paging_iter()])

    async def add(self, url: str) -> NewEndpoint:
        asked: Any = {
            **_wanted(url),
            "api_version": self.version,
            "description": "alma-checkout",
            "metadata": {_MARK: "yes"},
        }
        with our_errors():
            made = await self.client.v1.webhook_endpoints.create_async(asked)
            if not made.secret:
                raise ProviderFailed("Stripe tells no secret of the endpoint it made.")
            return NewEndpoint(_endpoint(made), made.secret)

    async def correct(self, endpoint_id: str, url: str) -> Endpoint:
        asked: Any = {**_wanted(url), "disabled": False, "metadata": {_MARK: ""}}
        with our_errors():
            return _endpoint(await self.client.v1.webhook_endpoints.update_async(endpoint_id, asked))

    async def disable(self, endpoint_id: str) -> None:
        with our_errors():
            await self.client.v1.webhook_endpoints.update_async(endpoint_id, {"disabled": True})

    async def remove(self, endpoint_id: str) -> None:
        with our_errors():
            await self.client.v1.webhook_endpoints.delete_async(endpoint_id)


def _wanted(url: str) -> dict[str, Any]:
    """Ask for what may be changed later; as any dictionary, since the SDK has a literal for each event there is."""
    return {"url": url, "enabled_events": list(RELEVANT)}


def _endpoint(told: WebhookEndpoint) -> Endpoint:
    return Endpoint(
        id=told.id,
        url=told.url,
        enabled=told.status == "enabled",
        version=text(getattr(told, "api_version", None)),
        events=frozenset(told.enabled_events),
        claimed=_MARK not in (getattr(told, "metadata", None) or {}),
    )


def _told_at(told: StripeObject) -> datetime | None:
    """Read Stripe's time off its answer."""
    headers = told.last_response.headers if told.last_response else {}
    dates = [value for name, value in headers.items() if name.lower() == "date"]
    try:
        return parsedate_to_datetime(dates[0]) if dates else None
    except ValueError:
        return None
