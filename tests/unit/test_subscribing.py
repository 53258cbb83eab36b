"""Subscribing to events at Stripe's emulator: what is made, what is corrected, and that no secret gets lost."""

from typing import Any

import pytest

from adapters.stripe.account import StripeAccount
from domain.errors import ProviderUnavailable
from domain.subscription import Endpoint
from domain.use_cases.subscribe_to_events import Subscribed, SubscribeToEvents
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.http_client import emulated_client
from tests.support.stripe_emulator.objects import WebhookEndpoint

URL = "https://pay.shop.example/webhooks/stripe"
EVERY_TRY = 3


class Desk:
    """Somebody who sets the account up, and the drawer that secrets are put into."""

    def __init__(self) -> None:
        self.emulator = Emulator(ManualClock())
        self.client = emulated_client(self.emulator)
        self.account = StripeAccount(self.client)
        self.drawer: list[str] = []

    async def subscribe(self) -> Subscribed:
        return await SubscribeToEvents(self.account)(URL, keep=self.drawer.append)

    async def made_by_hand(self, **asked: Any) -> str:
        """Make an endpoint as a person at the dashboard does; give its id."""
        every: Any = {"url": URL, "enabled_events": [*self.account.events], "api_version": self.account.version} | asked
        return (await self.client.v1.webhook_endpoints.create_async(every)).id

    async def endpoints(self) -> dict[str, Endpoint]:
        return {one.id: one for one in await self.account.endpoints()}

    def heard(self) -> list[str]:
        """Name the calls that changed something, and forget them."""
        kinds = [kind for kind, _ in self.emulator.heard if not kind.endswith(".list")]
        self.emulator.heard.clear()
        return kinds


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_an_endpoint_is_made_where_there_is_none(desk: Desk) -> None:
    """Its secret is kept, and then it is claimed."""
    done = await desk.subscribe()
    kept = desk.emulator.account.get(WebhookEndpoint, done.endpoint.id).secret

    assert (done.done, done.replaced) == ("made", ())
    assert await desk.endpoints() == {done.endpoint.id: done.endpoint}
    assert (done.endpoint.url, done.endpoint.enabled, done.endpoint.claimed) == (URL, True, True)
    assert desk.drawer == [kept]


async def test_what_is_right_is_left_alone(desk: Desk) -> None:
    """Again and again: nothing is asked for, and no secret comes."""
    first = await desk.subscribe()
    desk.heard()
    again = await desk.subscribe()

    assert (again.done, again.endpoint) == ("right", first.endpoint)
    assert desk.heard() == []
    assert len(desk.drawer) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": f"{URL}/"},
        {"url": "http://pay.shop.example/webhooks/stripe"},
        {"enabled_events": ["refund.failed"]},
        {"enabled_events": ["*"]},
    ],
)
async def test_what_can_be_corrected_is(desk: Desk, wrong: dict[str, Any]) -> None:
    """By one call; the secret stays what it was."""
    by_hand = await desk.made_by_hand(**wrong)
    desk.heard()
    done = await desk.subscribe()

    assert (done.done, done.endpoint.id, desk.drawer) == ("corrected", by_hand, [])
    assert desk.heard() == ["webhook_endpoints.update"]
    assert (done.endpoint.url, done.endpoint.events) == (URL, desk.account.events)


async def test_one_that_was_disabled_is_enabled(desk: Desk) -> None:
    """As Stripe disables one that failed for days."""
    by_hand = await desk.made_by_hand()
    await desk.account.disable(by_hand)

    assert (await desk.subscribe()).endpoint.enabled


@pytest.mark.parametrize("version", [{"api_version": "2024-06-20"}, {"api_version": None}])
async def test_one_of_another_version_is_replaced(desk: Desk, version: dict[str, Any]) -> None:
    """Stripe cannot change that: there is a new one with a secret of its own, and the old one is disabled."""
    old = await desk.made_by_hand(**version)
    done = await desk.subscribe()
    endpoints = await desk.endpoints()

    assert (done.done, done.replaced) == ("made", (old,))
    assert {one.id: one.enabled for one in endpoints.values()} == {old: False, done.endpoint.id: True}
    assert len(desk.drawer) == 1


@pytest.mark.parametrize(("url", "done"), [(URL, "right"), (f"{URL}/", "corrected")])
async def test_of_several_endpoints_the_nearest_counts(desk: Desk, url: str, done: str) -> None:
    """One of another version is put out of use beside it; a second one stays as it is."""
    old, nearest = await desk.made_by_hand(api_version="2024-06-20"), await desk.made_by_hand(url=url)
    second = await desk.made_by_hand(enabled_events=["refund.failed"], url=f"{URL}/")
    before = await desk.endpoints()
    subscribed = await desk.subscribe()
    after = await desk.endpoints()

    assert (subscribed.done, subscribed.endpoint.id, subscribed.replaced) == (done, nearest, (old,))
    assert after[second] == before[second]


async def test_one_that_is_out_of_use_stays_so(desk: Desk) -> None:
    """It is not put out of use again."""
    old = await desk.made_by_hand(api_version="2024-06-20")
    await desk.account.disable(old)

    assert (await desk.subscribe()).replaced == ()


async def test_endpoints_of_others_are_left_alone(desk: Desk) -> None:
    """Another host, another path."""
    others = [await desk.made_by_hand(url=url) for url in ("https://other.example/webhooks/stripe", f"{URL}/other")]
    before = await desk.endpoints()
    done = await desk.subscribe()
    after = await desk.endpoints()

    assert done.done == "made"
    assert [after[one] for one in others] == [before[one] for one in others]


async def test_without_room_for_the_secret_nothing_is_left_behind(desk: Desk) -> None:
    """The new endpoint is removed, the old one goes on, and the trouble comes out."""
    old = await desk.made_by_hand(api_version="2024-06-20")
    before = await desk.endpoints()

    def full(_: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        await SubscribeToEvents(desk.account)(URL, keep=full)

    assert await desk.endpoints() == before
    assert before[old].enabled


async def test_what_could_not_be_removed_is_removed_the_next_time(desk: Desk) -> None:
    """It is known by its mark; nobody could verify what it sends."""
    desk.emulator.faults.unreachable("webhook_endpoints.delete", times=EVERY_TRY)

    def full(_: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        await SubscribeToEvents(desk.account)(URL, keep=full)
    (lost,) = (await desk.endpoints()).values()
    done = await desk.subscribe()

    assert not lost.claimed
    assert (done.done, len(desk.drawer)) == ("made", 1)
    assert await desk.endpoints() == {done.endpoint.id: done.endpoint}


async def test_an_answer_that_was_lost_is_not_taken_for_a_subscription(desk: Desk) -> None:
    """The endpoint is there and its secret is nobody's; the next time there is another."""
    desk.emulator.faults.lose_answer("webhook_endpoints.create", times=EVERY_TRY)
    with pytest.raises(ProviderUnavailable):
        await desk.subscribe()
    lost = await desk.endpoints()
    done = await desk.subscribe()

    assert [one.claimed for one in lost.values()] == [False]
    assert (done.done, len(desk.drawer)) == ("made", 1)
    assert set(await desk.endpoints()) == {done.endpoint.id}
