"""The provider is away, slow, or acts and its answer is lost, while customers pay."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import pytest

from adapters.clock import SystemClock
from adapters.sandbox.faults import Faults
from tests.faults.business import found_wrong, open_for_business
from tests.faults.shops import a_container

CALLS = ("create", "look_up", "confirm", "change_amount", "capture", "cancel", "refund")


async def away(faults: Faults) -> None:
    """Give no answer to anybody, then work again."""
    faults.unreachable()
    await asyncio.sleep(0.5)
    faults.lift()
    await asyncio.sleep(0.3)


async def slow(faults: Faults) -> None:
    """Take a while over many calls, before or after they take effect."""
    for call in Random(7).choices(CALLS, k=80):
        faults.slow_down(call, before=_a_while, after=_a_while)
        await asyncio.sleep(0.01)


async def after_the_effect(faults: Faults) -> None:
    """Act, and have many answers get lost; calls that never arrive among them."""
    chance = Random(7)
    for call in chance.choices(CALLS, k=80):
        faults.lose_answer(call)
        if chance.random() < 0.3:
            faults.unreachable(1)
        await asyncio.sleep(0.01)


async def _a_while() -> None:
    await asyncio.sleep(0.1)


@pytest.mark.parametrize("trouble", [away, slow, after_the_effect])
async def test_every_answer_stays_true_and_nothing_happens_twice(
    url: str, trouble: Callable[[Faults], Awaitable[None]], record_property: Callable[[str, object], None]
) -> None:
    """R20: what is in doubt is asked again with the same key, and both sides say the same in the end."""
    container = a_container(url, SystemClock())
    async with open_for_business(container) as desk:
        await trouble(container.faults())
        container.faults().lift()
    found = await found_wrong(url, desk)
    record_property("answers that said yes", len(desk.receipts))
    record_property("refused for now", desk.troubles.total())

    assert found == []
    assert desk.receipts
    assert set(desk.troubles) <= {"provider_unavailable"}
