"""Lists, searches, and what an answer shows in full."""

from datetime import timedelta
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.emulator.chair import Asked, approved, created
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator


async def test_a_list_is_told_in_pages(client: StripeClient, emulator: Emulator) -> None:
    """Newest first; the SDK turns them."""
    intent, dashboard = await approved(client, emulator), Dashboard(emulator)
    made = [dashboard.refund(intent.id, 100) for _ in range(5)]
    first = await client.v1.refunds.list_async({"payment_intent": intent.id, "limit": 2})
    every = [refund.id async for refund in first.auto_paging_iter()]

    assert ([refund.id for refund in first.data], first.has_more) == (made[:-3:-1], True)
    assert every == made[::-1]
    assert len(emulator.heard) == 3 + 3


async def test_a_page_has_ten_unless_asked_otherwise(client: StripeClient, emulator: Emulator) -> None:
    """Whoever forgets the pages forgets the rest."""
    intent, dashboard = await approved(client, emulator), Dashboard(emulator)
    for _ in range(11):
        dashboard.refund(intent.id, 100)
    page = await client.v1.refunds.list_async({"payment_intent": intent.id})

    assert (len(page.data), page.has_more) == (10, True)


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 101}, {"starting_after": "re_nobody"}, {"colour": "red"}])
async def test_a_list_is_not_asked_for_like_this(client: StripeClient, asked: Asked) -> None:
    """Limits are 1 to 100."""
    params: Any = asked
    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.refunds.list_async(params)


async def test_a_list_goes_backwards_too(client: StripeClient) -> None:
    """To what is newer than this one."""
    ids = [(await created(client)).id for _ in range(4)]
    page = await client.v1.payment_intents.list_async({"ending_before": ids[0], "limit": 2})

    assert ([intent.id for intent in page.data], page.has_more) == ([ids[2], ids[1]], True)


async def test_a_list_may_be_of_a_time(client: StripeClient, clock: ManualClock) -> None:
    """From, to, or both."""
    ids = []
    for _ in range(3):
        ids.append((await created(client)).id)
        clock.advance(timedelta(hours=1))
    middle = int((clock.now() - timedelta(hours=2)).timestamp())
    listed = client.v1.payment_intents.list_async

    assert [intent.id for intent in (await listed({"created": {"gte": middle}})).data] == [ids[2], ids[1]]
    assert [intent.id for intent in (await listed({"created": {"lt": middle}})).data] == [ids[0]]
    assert [intent.id for intent in (await listed({"created": middle})).data] == [ids[1]]
