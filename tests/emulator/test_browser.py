"""The customer's browser, and the people at the dashboard."""

import pytest
from stripe import StripeClient

from tests.emulator.chair import CHAIR, RESERVED_CHAIR, TO_ALMA, approved, created, seen, sent_to_alma
from tests.support.stripe_emulator.alma_site import AlmaSite
from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.refusals import StripeRefusal


@pytest.fixture
def browser(emulator: Emulator) -> Browser:
    return Browser(emulator)


@pytest.fixture
def dashboard(emulator: Emulator) -> Dashboard:
    return Dashboard(emulator)


async def test_the_customer_goes_to_alma_without_the_shop(
    client: StripeClient, emulator: Emulator, browser: Browser
) -> None:
    """The secret is enough."""
    intent = await created(client)
    address = browser.confirm_with_alma(intent.client_secret or "", return_url="https://pay.example/return")
    AlmaSite(emulator).approve(address)

    assert (await seen(client, intent)).status == "succeeded"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("approve", "succeeded"), ("refuse", "requires_payment_method"), ("action", "requires_action")],
)
async def test_the_customer_pays_with_a_card(client: StripeClient, browser: Browser, outcome: str, status: str) -> None:
    """A bank may refuse, or ask first."""
    intent = await created(client)
    now = browser.confirm_with_card(intent.client_secret or "", outcome)

    assert now == status
    assert (await seen(client, intent)).status == status


async def test_a_declined_card_leaves_a_failed_charge(client: StripeClient, browser: Browser) -> None:
    """And an error with a decline code."""
    intent = await created(client)
    browser.confirm_with_card(intent.client_secret or "", "refuse")
    after = (await seen(client, intent)).to_dict()

    assert after["latest_charge"]["status"] == "failed"
    assert (after["last_payment_error"]["code"], after["last_payment_error"]["decline_code"]) == (
        "card_declined",
        "generic_decline",
    )


async def test_a_bank_that_asks_decides_later(client: StripeClient, browser: Browser, dashboard: Dashboard) -> None:
    """There is no redirect address meanwhile, and no hour."""
    intent = await created(client)
    browser.confirm_with_card(intent.client_secret or "", "action")
    waiting = await seen(client, intent)
    dashboard.decide(intent.id, "approve")

    assert waiting.next_action
    assert waiting.next_action.type == "use_stripe_sdk"
    assert (await seen(client, intent)).status == "succeeded"


@pytest.mark.parametrize("decision", ["approve", "refuse", "expire"])
async def test_what_is_processed_is_decided_later(client: StripeClient, dashboard: Dashboard, decision: str) -> None:
    """Alma's decision may take its time."""
    intent = await sent_to_alma(client)
    dashboard.put(intent.id, "processing")
    dashboard.decide(intent.id, decision)
    after = await seen(client, intent)

    assert after.status == ("succeeded" if decision == "approve" else "requires_payment_method")
    assert (after.last_payment_error is None) == (decision == "approve")


async def test_a_chosen_method_is_confirmed_or_replaced(client: StripeClient, browser: Browser) -> None:
    """By the server, which needs not name it again."""
    intent = await created(client)
    chosen = browser.choose(intent.client_secret or "", "alma")
    sent = await client.v1.payment_intents.confirm_async(intent.id, {"return_url": TO_ALMA["return_url"]})

    assert (chosen, sent.status) == ("requires_confirmation", "requires_action")


async def test_another_secret_opens_nothing(client: StripeClient, browser: Browser) -> None:
    """Not even nearly the right one."""
    intent = await created(client)
    with pytest.raises(StripeRefusal):
        browser.confirm_with_card(f"{intent.client_secret}x")

    assert (await seen(client, intent)).status == "requires_payment_method"


@pytest.mark.parametrize("status", ["succeeded", "canceled", "processing", "requires_capture"])
async def test_elements_refuse_what_is_not_open(
    client: StripeClient, browser: Browser, dashboard: Dashboard, status: str
) -> None:
    """The secret of a payment that is on its way or over."""
    intent = await created(client)
    dashboard.put(intent.id, status)
    with pytest.raises(StripeRefusal):
        browser.confirm_with_alma(intent.client_secret or "", return_url="https://pay.example/return")

    assert (await seen(client, intent)).status == status


async def test_the_dashboard_captures_and_cancels(
    client: StripeClient, emulator: Emulator, dashboard: Dashboard
) -> None:
    """Under the same rules as the API."""
    captured = await approved(client, emulator, RESERVED_CHAIR)
    dashboard.capture(captured.id, 8_000)
    canceled = await sent_to_alma(client)
    dashboard.cancel(canceled.id, "fraudulent")
    with pytest.raises(StripeRefusal):
        dashboard.cancel(captured.id)

    assert (await seen(client, captured)).amount_received == 8_000
    assert (await seen(client, canceled)).cancellation_reason == "fraudulent"
    assert dashboard.payments() == [captured.id, canceled.id]


async def test_the_dashboard_contradicts_the_order(
    client: StripeClient, emulator: Emulator, dashboard: Dashboard
) -> None:
    """In any status."""
    intent = await approved(client, emulator, CHAIR)
    dashboard.alter(intent.id, amount=1, received=2, currency="CHF", metadata={"checkout": "co_table"})
    after = await seen(client, intent)

    assert (after.amount, after.amount_received, after.currency) == (1, 2, "chf")
    assert after.metadata["checkout"] == "co_table"


async def test_a_payment_may_have_a_status_nobody_knows(client: StripeClient, dashboard: Dashboard) -> None:
    """The set is open."""
    intent = await created(client)
    dashboard.put(intent.id, "requires_reauthorization")

    assert (await seen(client, intent)).status == "requires_reauthorization"
    assert dashboard.see(intent.id)["status"] == "requires_reauthorization"
