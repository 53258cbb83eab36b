"""A shop whose checkouts lie in a real database, so that what happens at once really does."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from dependency_injector import providers

from domain.checkout import Capture, Checkout
from domain.money import Money
from domain.opening import Opening
from domain.order import Order
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.races.providers import Provider, Sandbox, Stripe
from tests.support.manual_clock import ManualClock


@dataclass(frozen=True, slots=True)
class Shop:
    """The use cases over SQLite, and the provider they ask."""

    container: Container
    clock: ManualClock
    provider: Provider

    async def open(self, capture: Capture = Capture.AUTOMATIC) -> Checkout:
        """Open a checkout of 149.90 EUR."""
        order = Order("COMPLICATED-LAMP", Money(14_990, "EUR"), "FR")
        opened = await self.container.open_checkout()(Opening(order=order, capture=capture), by="shop")
        return opened.checkout

    async def at_alma(self, capture: Capture = Capture.AUTOMATIC) -> Checkout:
        """Open a checkout and send its customer to Alma."""
        return await self.container.send_to_alma()((await self.open(capture)).id, by="shop")

    async def paid(self) -> Checkout:
        """Have a checkout paid."""
        return await self.approved(await self.at_alma())

    async def authorized(self) -> Checkout:
        """Have the money of a checkout reserved."""
        return await self.approved(await self.at_alma(Capture.MANUAL))

    async def approved(self, checkout: Checkout) -> Checkout:
        """Have the customer approve, and settle."""
        await self.provider.decide(checkout.payment_id, "approve")
        return await self.container.settle()(checkout.id, by="customer")

    def another(self) -> "Shop":
        """Give a second process's view: nothing of the first but the file and the provider."""
        container = Container(
            settings=self.container.settings(),
            clock=providers.Object(self.clock),
            gateway=providers.Object(self.container.gateway()),
        )
        return Shop(container, self.clock, self.provider)

    async def stored(self, checkout: Checkout) -> Checkout:
        """Read a checkout back."""
        return await self.container.checkouts().get(checkout.id)


@pytest.fixture(params=["sandbox", "stripe"])
async def shop(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shop]:
    """A fresh shop, on a fresh file, with either provider."""
    clock = ManualClock()
    container = Container(
        settings=Settings({"ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{tmp_path}/shop.db"}),
        clock=providers.Object(clock),
        may_create=providers.Object(True),
    )
    if request.param == "stripe":
        stripe = Stripe(clock)
        container.gateway.override(providers.Object(stripe.gateway()))
        yield Shop(container, clock, stripe)
    else:
        yield Shop(container, clock, Sandbox(container))
    await container.database().close()


def events(checkout: Checkout) -> list[str]:
    """Give what happened to a checkout, in order."""
    return [entry.event for entry in checkout.timeline]
