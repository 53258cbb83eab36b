"""Processes that are killed at the very point where a story has come: before or after what the provider does."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.checkout import Capture, Checkout, Methods
from domain.evidence import Evidence
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from domain.ports import Hint
from tests.faults.shops import a_shop
from tests.races.conftest import Shop

LAMP = Order("COMPLICATED-LAMP", Money(14_990, "EUR"), "FR")
KEY = "lamp"
DELIVERED = Evidence(text="It was delivered.")
A_MINUTE = timedelta(minutes=1)
BOTH = pytest.mark.parametrize("when", ["before", "after"])
"""A call may be cut off before it takes effect, and after that, before its answer arrives."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """A shop whose process is killed at the next call of a kind."""

    shop: Shop
    when: str

    def at(self, call: str) -> None:
        """Name the call, which is the next thing to be done."""
        self.shop.provider.slow_down(call, **{self.when: _killed})


async def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def opening(it: Doomed) -> None:
    """Open a checkout, with a key."""
    it.at("create")
    await it.shop.container.open_checkout()(Opening(order=LAMP), by="shop", key=KEY)


async def withdrawing(it: Doomed) -> None:
    """Open a checkout for Alma alone at a provider that does not offer it."""
    it.shop.provider.withdraw_alma()
    it.at("cancel")
    await it.shop.container.open_checkout()(Opening(order=LAMP, methods=Methods.ALMA), by="shop", key=KEY)


async def confirming(it: Doomed) -> None:
    """Send the customer to Alma."""
    checkout = await it.shop.open()
    it.at("confirm")
    await it.shop.container.send_to_alma()(checkout.id, by="shop")


async def changing(it: Doomed) -> None:
    """Change the amount."""
    checkout = await it.shop.open()
    it.at("change_amount")
    await it.shop.container.change_amount()(checkout.id, 20_000, by="shop")


async def capturing(it: Doomed) -> None:
    """Take a part of what is reserved."""
    checkout = await it.shop.authorized()
    it.at("capture")
    await it.shop.container.capture_checkout()(checkout.id, by="shop", amount=10_000)


async def canceling(it: Doomed) -> None:
    """Call a checkout off."""
    checkout = await it.shop.open(Capture.MANUAL)
    it.at("cancel")
    await it.shop.container.cancel_checkout()(checkout.id, by="shop")


async def refunding(it: Doomed) -> None:
    """Give a part back, with a key."""
    checkout = await it.shop.paid()
    it.at("refund")
    await it.shop.container.refund_checkout()(checkout.id, by="shop", amount=3_000, key=KEY)


async def submitting(it: Doomed) -> None:
    """Answer a dispute with evidence."""
    checkout = await it.shop.paid()
    await it.shop.provider.dispute(checkout.payment_id)
    it.at("submit_evidence")
    await it.shop.container.submit_evidence()(checkout.id, DELIVERED, by="ada")


async def hearing(it: Doomed) -> None:
    """Hear that the customer has paid, and ask."""
    checkout = await it.shop.at_alma()
    await it.shop.provider.decide(checkout.payment_id, "approve")
    hint = Hint("evt_brass-bell", "payment_intent.succeeded", "pi", checkout.payment_id, None, "sandbox", _now(it))
    await it.shop.container.checkouts().hear(hint, at=_now(it))
    it.at("look_up")
    await it.shop.container.settle()(checkout.id, by="webhook")


async def lapsing(it: Doomed) -> None:
    """Sweep a checkout that nobody came to pay."""
    await it.shop.open()
    it.shop.clock.advance(timedelta(hours=25))
    it.at("cancel")
    await it.shop.container.sweep()()


async def sweeping(it: Doomed) -> None:
    """Sweep a refund whose answer was lost."""
    checkout: Checkout = await it.shop.paid()
    it.shop.provider.miss("refund")
    await it.shop.container.refund_checkout()(checkout.id, by="shop", amount=3_000, key=KEY)
    it.shop.clock.advance(2 * A_MINUTE)
    it.at("refund")
    await it.shop.container.sweep()()


def _now(it: Doomed) -> datetime:
    return it.shop.clock.now()


Story = Callable[[Doomed], Coroutine[Any, Any, None]]


def _lived(story: Story, url: str, when: str) -> None:
    asyncio.run(story(Doomed(a_shop(url), when)))


async def crashed(story: Story, shop: Shop, when: str) -> Checkout:
    """Live through a story in a process of its own, to its sudden end; give what it left behind."""
    here = multiprocessing.get_context("forkserver")
    here.set_forkserver_preload([__name__])
    process = here.Process(target=_lived, args=(story, shop.container.settings().database_url, when))
    process.start()
    await asyncio.to_thread(process.join, 30)
    code = process.exitcode
    process.close()

    assert code == -signal.SIGKILL
    (left,) = await shop.container.checkouts().of_order(LAMP.reference)
    return left


async def swept(shop: Shop, checkout: Checkout, *, after: timedelta = 2 * A_MINUTE) -> Checkout:
    """Let some time pass, and have another process sweep."""
    shop.clock.advance(after)
    await shop.container.sweep()()
    return await shop.stored(checkout)
