"""Settling asks the provider, and takes in what it says (R1, R4, R80)."""

from dataclasses import replace

import pytest

from tests.races.conftest import Shop
from tests.support.checkouts import NOON, a_refused_checkout
from tests.unit.shop_in_memory import Overheard, a_shop


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def test_what_never_got_a_payment_is_settled_as_it_is(shop: Shop) -> None:
    """R21: its opening was refused."""
    ended = a_refused_checkout()
    await shop.container.checkouts().add(ended, None, at=NOON)
    heard = Overheard(shop)

    assert await shop.container.settle()(ended.id, by="sweep") == ended
    assert heard.names == []


async def test_an_answer_covers_what_was_heard_before_its_question(shop: Shop) -> None:
    """R80: and nothing is left to be looked at."""
    checkout = await shop.paid()
    at = shop.clock.now()
    await shop.container.checkouts().update(checkout.id, lambda stored: replace(stored, heard=1).due(at))
    settled = await shop.container.settle()(checkout.id, by="webhook")

    assert (settled.hinted, settled.look_again_at) == (False, None)
