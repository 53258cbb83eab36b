"""Who is let in, and what is there."""

from typing import Any

import pytest
import stripe

from tests.emulator.chair import CHAIR, created
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.http_client import EmulatedHTTPClient


def client_with(emulator: Emulator, **options: Any) -> stripe.StripeClient:
    return stripe.StripeClient(http_client=EmulatedHTTPClient(emulator), **options)


async def test_another_key_is_not_let_in(emulator: Emulator) -> None:
    """The message has the beginning of the key alone."""
    with pytest.raises(stripe.AuthenticationError) as refusal:
        await created(client_with(emulator, api_key="sk_test_somebody_else"))

    assert refusal.value.http_status == 401
    assert "somebody" not in str(refusal.value)


async def test_a_key_of_the_other_mode_is_not_let_in(emulator: Emulator) -> None:
    """Test and live know nothing of each other."""
    with pytest.raises(stripe.AuthenticationError):
        await created(client_with(emulator, api_key="sk_live_emulated"))


@pytest.mark.parametrize(("key", "live"), [("sk_live_a", True), ("rk_live_a", True), ("rk_test_a", False)])
async def test_the_key_tells_the_mode(key: str, live: bool) -> None:
    """A restricted key as well."""
    intent = await created(client_with(Emulator(ManualClock(), key), api_key=key))

    assert intent.livemode is live


async def test_another_version_of_the_api_is_refused(emulator: Emulator) -> None:
    """The emulator has the shapes of one version."""
    old = client_with(emulator, api_key="sk_test_emulated", stripe_version="2024-06-20")
    with pytest.raises(stripe.InvalidRequestError):
        await created(old)


async def test_an_address_nobody_knows_is_not_found(client: stripe.StripeClient) -> None:
    """With Stripe's envelope."""
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await client.raw_request_async("get", "/v1/payment_intentions")

    assert refusal.value.http_status == 404


async def test_an_answer_is_in_the_name_of_its_request(client: stripe.StripeClient) -> None:
    """Two requests have two names."""
    one, other = await created(client, CHAIR), await created(client, CHAIR)

    assert one.last_response
    assert other.last_response
    assert one.last_response.request_id != other.last_response.request_id
