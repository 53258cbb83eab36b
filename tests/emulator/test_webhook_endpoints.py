"""Endpoints at Stripe: what is kept of them, what may be changed, and what is refused."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import Asked, code_of
from tests.support.manual_clock import NOON, ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.http_client import emulated_client

URL = "https://pay.shop.example/webhooks/stripe"
ASKED: Asked = {"url": URL, "enabled_events": ["refund.failed"], "api_version": "2026-10-28.endive"}


async def test_an_endpoint_is_changed_in_all_but_its_version(client: StripeClient) -> None:
    """Stripe knows no way to change that, and the emulator refuses to be asked."""
    endpoints: Any = client.v1.webhook_endpoints
    made = await endpoints.create_async({**ASKED, "metadata": {"shop": "velvet", "till": "1"}})
    change: Any = {"url": f"{URL}/2", "enabled_events": ["*"], "description": "Ours", "metadata": {"till": ""}}
    after = await endpoints.update_async(made.id, change)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await endpoints.update_async(made.id, {"api_version": "2026-10-28.endive"})

    assert (after.url, after.enabled_events, after.description) == (f"{URL}/2", ["*"], "Ours")
    assert (after.metadata.to_dict(), after.api_version) == ({"shop": "velvet"}, "2026-10-28.endive")
    assert code_of(refusal) == "parameter_unknown"


@pytest.mark.parametrize("url", ["pay.shop.example", "ftp://pay.shop.example", "https://"])
async def test_an_address_that_nothing_can_be_sent_to_is_refused(client: StripeClient, url: str) -> None:
    """At its creation, and at a change."""
    endpoints: Any = client.v1.webhook_endpoints
    made = await endpoints.create_async(ASKED)
    for call in (endpoints.create_async({**ASKED, "url": url}), endpoints.update_async(made.id, {"url": url})):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            await call

        assert code_of(refusal) == "url_invalid"


async def test_real_money_is_told_of_over_https_alone(clock: ManualClock) -> None:
    """In live mode."""
    endpoints: Any = emulated_client(Emulator(clock, "sk_live_emulated")).v1.webhook_endpoints
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await endpoints.create_async({**ASKED, "url": URL.replace("https", "http")})

    assert code_of(refusal) == "url_invalid"


async def test_there_are_sixteen_endpoints_at_most(client: StripeClient) -> None:
    """Until one is deleted."""
    endpoints: Any = client.v1.webhook_endpoints
    made = [await endpoints.create_async(ASKED) for _ in range(16)]
    with pytest.raises(stripe.InvalidRequestError):
        await endpoints.create_async(ASKED)
    await endpoints.delete_async(made[0].id)

    assert (await endpoints.create_async(ASKED)).status == "enabled"


async def test_every_answer_tells_stripes_time(client: StripeClient, emulator: Emulator, clock: ManualClock) -> None:
    """A refusal's too, and that of an answer which is told once more; to the second."""
    clock.advance(timedelta(milliseconds=900))
    endpoints: Any = client.v1.webhook_endpoints
    first = await endpoints.create_async(ASKED, {"idempotency_key": "one"})
    clock.advance(timedelta(minutes=1))
    again = await endpoints.create_async(ASKED, {"idempotency_key": "one"})
    emulator.faults.break_down("account.retrieve", times=3)
    with pytest.raises(stripe.APIError) as refusal:
        await client.v1.accounts.retrieve_current_async()
    told = [answer.last_response.headers for answer in (first, again) if answer.last_response]

    assert [parsedate_to_datetime(headers["date"]) - NOON for headers in told] == [timedelta(0), timedelta(minutes=1)]
    assert refusal.value.headers
    assert refusal.value.headers["date"] == told[1]["date"]


@pytest.mark.parametrize("word", ["pending", "inactive", "active"])
async def test_the_account_says_whether_it_may_take_alma(client: StripeClient, emulator: Emulator, word: str) -> None:
    """In Stripe's own word."""
    emulator.settings.capability = word
    account = await client.v1.accounts.retrieve_current_async()

    assert account.capabilities
    assert account.capabilities.alma_payments == word
