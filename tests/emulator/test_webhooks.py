"""The delivery of events."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import approved, created, sent_to_alma
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.webhooks import SECRET, Webhooks


class Endpoint:
    """A shop that verifies what it gets, with one of its secrets."""

    def __init__(self, secret: str = SECRET, status: int = 200) -> None:
        self.status = status
        self.got: list[stripe.Event] = []
        self._secret = secret

    async def receive(self, body: bytes, signature: str) -> int:
        self.got.append(stripe.Webhook.construct_event(body, signature, self._secret))
        return self.status

    @property
    def types(self) -> list[str]:
        return [event.type for event in self.got]


@pytest.fixture
def clock() -> ManualClock:
    """The SDK holds signatures to the machine's time."""
    return ManualClock(datetime.now(UTC))


async def test_an_event_has_stripes_envelope(client: StripeClient, emulator: Emulator) -> None:
    """The SDK verifies and reads it; the snapshot has the client secret in it."""
    intent = await created(client, key="chair")
    shop = Endpoint()
    await Webhooks(emulator).deliver(shop.receive)
    [event] = shop.got

    assert event.id.startswith("evt_")
    assert (event.type, event.api_version, event.livemode) == ("payment_intent.created", "2026-10-28.endive", False)
    assert (event.created, event.pending_webhooks) == (intent.created, 1)
    assert event.request
    assert event.request.idempotency_key == "chair"
    assert event.data.object["client_secret"] == intent.client_secret


async def test_an_event_is_delivered_until_it_is_taken(client: StripeClient, emulator: Emulator) -> None:
    """A redirect is a failure too."""
    await created(client)
    webhooks, shop = Webhooks(emulator), Endpoint(status=302)
    refused = await webhooks.deliver(shop.receive)
    shop.status = 200
    taken = await webhooks.deliver(shop.receive)
    nothing = await webhooks.deliver(shop.receive)

    assert (refused, taken, nothing) == ([302], [200], [])


async def test_after_three_days_nobody_tries_again(
    client: StripeClient, emulator: Emulator, clock: ManualClock
) -> None:
    """What was missed is missed."""
    await created(client)
    clock.advance(timedelta(days=3))

    assert Webhooks(emulator).due() == []


async def test_events_come_twice_and_in_any_order(client: StripeClient, emulator: Emulator) -> None:
    """Sometimes as two events for one fact."""
    await sent_to_alma(client)
    shop = Endpoint()
    await Webhooks(emulator).deliver(shop.receive, copies=2, twins=True, order=reversed)

    assert shop.types == ["payment_intent.requires_action"] * 3 + ["payment_intent.created"] * 3
    assert len({event.id for event in shop.got}) == 4


async def test_events_get_lost_or_late(client: StripeClient, emulator: Emulator) -> None:
    """The lost never come."""
    await approved(client, emulator)
    webhooks, shop = Webhooks(emulator), Endpoint()
    await webhooks.deliver(
        shop.receive,
        lost=lambda event: event.type == "payment_intent.created",
        ready=lambda event: event.type != "payment_intent.requires_action",
    )
    await webhooks.deliver(shop.receive)

    assert shop.types == ["charge.succeeded", "payment_intent.succeeded", "payment_intent.requires_action"]


async def test_two_secrets_sign_while_one_replaces_the_other(client: StripeClient, emulator: Emulator) -> None:
    """Either one verifies; a third does not."""
    await created(client)
    webhooks = Webhooks(emulator, "whsec_old", "whsec_new")
    old, new, third = Endpoint("whsec_old", 500), Endpoint("whsec_new", 500), Endpoint("whsec_third")
    await webhooks.deliver(old.receive)
    await webhooks.deliver(new.receive)
    with pytest.raises(stripe.SignatureVerificationError):
        await webhooks.deliver(third.receive)

    assert old.types == new.types == ["payment_intent.created"]


async def test_a_signature_is_of_the_moment_of_delivery(
    client: StripeClient, emulator: Emulator, clock: ManualClock
) -> None:
    """Not of the event's."""
    await created(client)
    clock.advance(timedelta(minutes=4))
    webhooks = Webhooks(emulator)
    [event] = webhooks.due()
    signature = webhooks.signature(webhooks.body(event))

    assert signature.startswith(f"t={int(clock.now().timestamp())},v1=")
    assert signature.count("v1=") == 1


async def test_events_may_be_taken_away_and_carried_by_others(client: StripeClient, emulator: Emulator) -> None:
    """Each once, oldest first, of the types that an endpoint listens to; their signatures are good."""
    await approved(client, emulator)
    webhooks, shop = Webhooks(emulator), Endpoint()
    listened_to = ["payment_intent.requires_action", "payment_intent.succeeded"]
    first, rest, nothing = (webhooks.take(limit, listened_to) for limit in (2, 100, 100))
    for body, signature in first + rest:
        await shop.receive(body.encode(), signature)

    assert (len(first), len(rest), nothing) == (1, 1, [])
    assert shop.types == listened_to
