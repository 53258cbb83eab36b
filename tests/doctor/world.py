"""A shop with Stripe's emulator, a server that takes its secrets, and an operator at the command line."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from click.testing import Result
from dependency_injector import providers

from adapters.stripe.account import StripeAccount
from adapters.stripe.gateway import StripeGateway
from domain.ports.probe import Answered, Probed
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.support.command_line import invoke
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.http_client import EmulatedHTTPClient

URL = "https://pay.shop.example/webhooks/stripe"
TAKEN = Answered(200, "irrelevant")


@dataclass
class OurServer:
    """A server as a probe finds it, and what the probe was sent to."""

    probed: tuple[Probed, ...] = (TAKEN,)
    urls: list[str] = field(default_factory=list)

    async def send(self, url: str, *, at: datetime) -> tuple[Probed, ...]:
        self.urls.append(url)
        return self.probed


class Shop:
    """A shop that is about to go live, with all that can be wrong with it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.environment = {
            "ALMA_CHECKOUT_GATEWAY": "stripe",
            "ALMA_CHECKOUT_PUBLIC_URL": "https://pay.shop.example",
            "ALMA_CHECKOUT_API_KEYS": "shop:velvet-key",
            "ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{folder}/shop.db",
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": "pk_test_velvet",
            "STRIPE_WEBHOOK_SECRET": "whsec_velvet",
        } | settings
        self.clock, stripes_clock = ManualClock(), ManualClock()
        self.stripes_clock = stripes_clock
        self.emulator = Emulator(stripes_clock)
        self.server = OurServer()
        http = EmulatedHTTPClient(self.emulator)
        gateway = StripeGateway.with_key(
            self.environment["STRIPE_SECRET_KEY"], api_base="https://stripe.example", http=http
        )
        self.account = StripeAccount(gateway.client)
        self.container = Container(settings=Settings(self.environment), clock=providers.Object(self.clock))
        self.container.stripe.override(providers.Object(gateway))
        self.container.probe.override(providers.Object(self.server))

    def opened(self, owner: str = "test") -> "Shop":
        """Have a database that belongs to somebody."""
        maker = Container(settings=Settings(self.environment), may_create=providers.Object(True))

        async def make() -> None:
            await maker.database().belongs_to(owner)
            await maker.database().close()

        asyncio.run(make())
        return self

    def subscribed(self) -> "Shop":
        """Have an endpoint at Stripe that is right."""

        async def subscribe() -> None:
            await self.account.correct((await self.account.add(URL)).endpoint.id, URL)

        asyncio.run(subscribe())
        return self

    def type(self, *words: str) -> Result:
        """Run `alma-checkout doctor`."""
        return invoke("doctor", *words, container=self.container)

    def examined(self) -> dict[str, Any]:
        """Run it with `--json`, and read its document."""
        document: dict[str, Any] = json.loads(self.type("--json").stdout)
        return document

    def results(self) -> dict[str, str]:
        """Give the worst result of each name."""
        order = ("ok", "warning", "problem")
        worst: dict[str, str] = {}
        for check in self.examined()["checks"]:
            name, result = check["name"], check["result"]
            worst[name] = max(result, worst.get(name, "ok"), key=order.index)
        return worst

    def troubles(self) -> dict[str, str]:
        """Give the results that are not ok."""
        return {name: result for name, result in self.results().items() if result != "ok"}
