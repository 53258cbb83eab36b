"""A sandbox with everybody in it: the shop, its customer, and a person at the provider."""

from adapters.sandbox.alma_page import SandboxAlmaPage
from adapters.sandbox.browser import Browser
from adapters.sandbox.dashboard import Dashboard
from adapters.sandbox.faults import Faults
from adapters.sandbox.gateway import SandboxGateway
from adapters.sandbox.memory import InMemory
from domain.payment import Payment
from domain.ports import NewPayment
from tests.support.manual_clock import ManualClock

PUBLIC_URL = "https://pay.example"
THANKS = "https://shop.example/thanks?order=1001#top"


class World:
    """One account at the sandbox, and all who act on it."""

    def __init__(self) -> None:
        self.memory, self.clock, self.faults = InMemory(), ManualClock(), Faults()
        parts = (self.memory, self.clock, self.faults)
        self.shop = SandboxGateway(*parts, PUBLIC_URL)
        self.alma = SandboxAlmaPage(*parts)
        self.browser = Browser(*parts, PUBLIC_URL)
        self.dashboard = Dashboard(*parts)

    async def lamp(self, *, manual_capture: bool = False, currency: str = "EUR") -> Payment:
        """Give the payment of a lamp, which nobody has paid yet."""
        wanted = NewPayment(
            amount=8_900,
            currency=currency,
            metadata={"checkout": "co_lamp"},
            alma_only=False,
            exclude_alma=False,
            manual_capture=manual_capture,
        )
        return await self.shop.create(wanted, key="co_lamp/create")

    async def lamp_at_alma(self, *, manual_capture: bool = False) -> Payment:
        """Give the payment of a lamp whose customer is at Alma."""
        lamp = await self.lamp(manual_capture=manual_capture)
        return await self.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/1")

    async def paid_lamp(self) -> Payment:
        """Give the payment of a lamp that is paid."""
        lamp = await self.lamp_at_alma()
        await self.alma.decide(lamp.id, "approve")
        return await self.shop.look_up(lamp.id)
