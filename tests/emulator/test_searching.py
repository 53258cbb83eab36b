"""Searches, and what an answer shows in full."""

from datetime import timedelta
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import CHAIR, approved, created
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator


async def test_a_payment_is_found_by_its_metadata(client: StripeClient) -> None:
    """Exactly."""
    chair = await created(client)
    await created(client, metadata={"checkout": "co_chair_2"})
    search = client.v1.payment_intents.search_async
    found = await search({"query": "metadata['checkout']:'co_chair'"})
    both = await search({"query": "metadata['checkout']:'co_chair' AND status:'succeeded'"})

    assert [intent.id for intent in found.data] == [chair.id]
    assert both.data == []


async def test_what_is_found_is_told_in_pages(client: StripeClient) -> None:
    """The SDK turns these as well."""
    ids = [(await created(client)).id for _ in range(3)]
    first = await client.v1.payment_intents.search_async({"query": "metadata['checkout']:'co_chair'", "limit": 2})

    assert [intent.id async for intent in first.auto_paging_iter()] == ids[::-1]


async def test_a_search_lags_behind(client: StripeClient, emulator: Emulator, clock: ManualClock) -> None:
    """What was made just now is not found yet."""
    emulator.settings.search_lag = 60
    await created(client)
    query: Any = {"query": "metadata['checkout']:'co_chair'"}
    at_once = await client.v1.payment_intents.search_async(query)
    clock.advance(timedelta(minutes=1))
    later = await client.v1.payment_intents.search_async(query)

    assert (len(at_once.data), len(later.data)) == (0, 1)


@pytest.mark.parametrize("query", ["checkout:'co_chair'", "metadata[checkout]:co_chair", "co_chair"])
async def test_a_search_is_not_understood(client: StripeClient, query: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.payment_intents.search_async({"query": query})


async def test_what_is_not_expanded_is_an_id(client: StripeClient, emulator: Emulator) -> None:
    """At every depth."""
    intent = await approved(client, emulator)
    retrieve = client.v1.payment_intents.retrieve_async
    plain = (await retrieve(intent.id)).to_dict()
    half = (await retrieve(intent.id, {"expand": ["latest_charge"]})).to_dict()
    whole = (await retrieve(intent.id, {"expand": ["latest_charge.balance_transaction"]})).to_dict()

    assert plain["payment_method"].startswith("pm_")
    assert plain["latest_charge"] == half["latest_charge"]["id"]
    assert half["latest_charge"]["balance_transaction"] == whole["latest_charge"]["balance_transaction"]["id"]


async def test_a_list_is_expanded_item_by_item(client: StripeClient, emulator: Emulator) -> None:
    """By `data`."""
    intent = await approved(client, emulator)
    Dashboard(emulator).refund(intent.id, 100)
    page = (await client.v1.refunds.list_async({"expand": ["data.charge"]})).to_dict()

    assert page["data"][0]["charge"]["payment_intent"] == intent.id


async def test_the_account_and_its_events_are_told(client: StripeClient) -> None:
    """Events by their type."""
    await created(client, CHAIR)
    events = await client.v1.events.list_async({"types": ["payment_intent.created"]})
    none = await client.v1.events.list_async({"type": "payment_intent.succeeded"})
    account = await client.v1.accounts.retrieve_current_async()

    assert [event.type for event in events.data] == ["payment_intent.created"]
    assert (none.data, account.country) == ([], "FR")
    assert (await client.v1.events.retrieve_async(events.data[0].id)).id == events.data[0].id


async def test_an_endpoint_tells_its_secret_once(client: StripeClient) -> None:
    """At its creation."""
    endpoints: Any = client.v1.webhook_endpoints
    asked = {"url": "https://pay.example/webhooks/stripe", "enabled_events": ["refund.created"]}
    made = await endpoints.create_async({**asked, "api_version": "2026-10-28.endive"})
    disabled = await endpoints.update_async(made.id, {"disabled": True})
    listed = (await endpoints.list_async()).data
    gone = await endpoints.delete_async(made.id)

    assert made.secret.startswith("whsec_")
    assert (disabled.status, [endpoint.id for endpoint in listed]) == ("disabled", [made.id])
    assert "secret" not in listed[0].to_dict()
    assert gone.deleted
