"""The clock of our machine jumps an hour ahead and back while customers pay; the provider's goes right."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from dependency_injector import providers

from adapters.clock import SystemClock
from tests.faults.business import found_wrong, open_for_business
from tests.faults.shops import a_container

AN_HOUR = timedelta(hours=1)


class Jumping:
    """A clock that somebody sets wrong."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return SystemClock().now() + self.ahead


async def test_every_answer_stays_true(url: str, record_property: Callable[[str, object], None]) -> None:
    """R41, R42: nobody is taken to be late on our word alone, and nothing that is due is forgotten."""
    clock, true = Jumping(), a_container(url, SystemClock())
    container = a_container(url, clock)
    for part in ("gateway", "alma_page", "browser"):
        getattr(container, part).override(providers.Object(getattr(true, part)()))
    async with open_for_business(container) as desk:
        for ahead in (AN_HOUR, -AN_HOUR, timedelta(), -AN_HOUR, AN_HOUR, timedelta()):
            clock.ahead = ahead
            await asyncio.sleep(0.15)
    await true.database().close()
    found = await found_wrong(url, desk)
    record_property("answers that said yes", len(desk.receipts))

    assert found == []
    assert desk.receipts
    assert not desk.troubles
