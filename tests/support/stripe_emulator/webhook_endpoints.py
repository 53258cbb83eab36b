"""The calls on webhook endpoints."""

from secrets import token_hex
from urllib.parse import urlsplit

from tests.support.stripe_emulator.account import Account, Document, new_id
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.metadata import merged
from tests.support.stripe_emulator.objects import WebhookEndpoint
from tests.support.stripe_emulator.refusals import StripeRefusal

MOST = 16
"""How many endpoints an account may have in one mode."""


def create(account: Account, call: Call) -> Document:
    """Make an endpoint; its secret is in this answer and in none after it."""
    asked = call.asked
    if len(account.all(WebhookEndpoint)) == MOST:
        raise StripeRefusal(None, f"You have reached the maximum of {MOST} test webhook endpoints.")
    endpoint = WebhookEndpoint(
        id=new_id("we"),
        url=_held(account, asked["url"]),
        enabled_events=asked["enabled_events"],
        created=account.now(),
        secret=f"whsec_{token_hex(16)}",
        api_version=asked.get("api_version"),
        description=asked.get("description") or None,
        metadata=merged({}, asked.get("metadata", {})),
    )
    return {**document(account, account.add(endpoint)), "secret": endpoint.secret}


def retrieve(account: Account, call: Call) -> WebhookEndpoint:
    return account.get(WebhookEndpoint, call.id, "webhook_endpoint")


def update(account: Account, call: Call) -> WebhookEndpoint:
    endpoint, asked = retrieve(account, call), call.asked
    endpoint.url = _held(account, asked.get("url", endpoint.url))
    endpoint.enabled_events = asked.get("enabled_events", endpoint.enabled_events)
    endpoint.description = asked.get("description", endpoint.description) or None
    endpoint.metadata = merged(endpoint.metadata, asked.get("metadata", {}))
    if "disabled" in asked:
        endpoint.status = "disabled" if asked["disabled"] else "enabled"
    return endpoint


def delete(account: Account, call: Call) -> Document:
    endpoint = retrieve(account, call)
    account.remove(endpoint)
    return {"id": endpoint.id, "object": "webhook_endpoint", "deleted": True}


def _held(account: Account, url: str) -> str:
    """Refuse an address that Stripe would not send to. It takes none of a loopback host either, and tests need some."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StripeRefusal("url_invalid", "Invalid URL: An explicit scheme (such as https) must be provided.", "url")
    if account.livemode and parts.scheme != "https":
        raise StripeRefusal("url_invalid", "Invalid URL: Live mode endpoints are https.", "url")
    return url
