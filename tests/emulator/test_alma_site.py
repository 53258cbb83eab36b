"""Alma's site, known to the customer by its address alone."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from stripe import StripeClient

from tests.emulator.chair import TO_ALMA, address_of, created, seen, sent_to_alma
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.account import EXPIRY_CODE
from tests.support.stripe_emulator.alma_site import AlmaSite, AttemptOver
from tests.support.stripe_emulator.emulator import Emulator


@pytest.fixture
def site(emulator: Emulator) -> AlmaSite:
    return AlmaSite(emulator)


async def test_the_customer_returns_with_four_parameters(client: StripeClient, site: AlmaSite) -> None:
    """Behind the shop's own, before its fragment."""
    intent = await sent_to_alma(client)
    back = urlsplit(site.approve(address_of(intent)))

    assert (back.netloc, back.path, back.fragment) == ("shop.example", "/thanks", "top")
    assert parse_qsl(back.query) == [
        ("order", "1001"),
        ("payment_intent", intent.id),
        ("payment_intent_client_secret", intent.client_secret),
        ("redirect_status", "succeeded"),
        ("redirect_pm_type", "alma"),
    ]


async def test_a_refusal_detaches_the_method_and_names_it(client: StripeClient, site: AlmaSite) -> None:
    """The customer is sent back as failed."""
    intent = await sent_to_alma(client)
    back = site.refuse(address_of(intent))
    after = await seen(client, intent)

    assert "redirect_status=failed" in back
    assert (after.status, after.payment_method) == ("requires_payment_method", None)
    assert after.last_payment_error
    assert after.last_payment_error.code == "payment_intent_payment_attempt_failed"
    assert after.last_payment_error.payment_method
    assert after.last_payment_error.payment_method.id == intent.payment_method


async def test_the_next_attempt_has_its_own_page(client: StripeClient, site: AlmaSite) -> None:
    """The old one is over."""
    first = await sent_to_alma(client)
    second = await client.v1.payment_intents.confirm_async(first.id, TO_ALMA)
    with pytest.raises(AttemptOver):
        site.approve(address_of(first))

    assert site.show(address_of(first)) == (14_990, "eur", False)
    assert site.show(address_of(second)) == (14_990, "eur", True)
    assert first.payment_method != second.payment_method


async def test_a_customer_may_come_back_undecided(client: StripeClient, site: AlmaSite) -> None:
    """What the address says proves nothing."""
    intent = await sent_to_alma(client)
    back = site.leave(address_of(intent))

    assert "redirect_status=succeeded" in back
    assert (await seen(client, intent)).status == "requires_action"


@pytest.mark.parametrize(("expiry", "code"), [("silent", None), ("without_code", None), ("with_code", EXPIRY_CODE)])
async def test_an_hour_ends_the_attempt(
    client: StripeClient, emulator: Emulator, clock: ManualClock, expiry: str, code: str | None
) -> None:
    """With or without a word about it."""
    emulator.settings.expiry = expiry
    intent = await sent_to_alma(client)
    clock.advance(timedelta(minutes=59, seconds=59))
    before = await seen(client, intent)
    clock.advance(timedelta(seconds=1))
    after = await seen(client, intent)
    with pytest.raises(AttemptOver):
        AlmaSite(emulator).approve(address_of(intent))

    assert (before.status, after.status) == ("requires_action", "requires_payment_method")
    assert (after.last_payment_error is None) == (expiry == "silent")
    assert getattr(after.last_payment_error, "code", None) == code


async def test_stripe_may_be_late_to_end_an_attempt(
    client: StripeClient, emulator: Emulator, clock: ManualClock, site: AlmaSite
) -> None:
    """And Alma may still approve."""
    emulator.settings.late_to_end = True
    intent = await sent_to_alma(client)
    clock.advance(timedelta(hours=2))
    late = await seen(client, intent)
    site.approve(address_of(intent))

    assert late.status == "requires_action"
    assert (await seen(client, intent)).status == "succeeded"


async def test_alma_may_say_that_the_hour_is_over(client: StripeClient, site: AlmaSite) -> None:
    """With the explicit code."""
    intent = await sent_to_alma(client)
    site.expire(address_of(intent))
    after = await seen(client, intent)

    assert after.last_payment_error
    assert after.last_payment_error.code == EXPIRY_CODE


async def test_the_address_may_be_missing(client: StripeClient, emulator: Emulator) -> None:
    """The confirmation succeeds all the same."""
    emulator.settings.no_address = True
    intent = await created(client)
    sent = await client.v1.payment_intents.confirm_async(intent.id, TO_ALMA)

    assert (sent.status, address_of(sent)) == ("requires_action", "")
