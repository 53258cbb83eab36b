"""An operator at the command line, with a sandbox and a clock in this process."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import Result
from dependency_injector import providers

from domain.checkout import Checkout
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.support.checkouts import NOON
from tests.support.command_line import invoke
from tests.support.manual_clock import ManualClock

ORDER_1001 = ("--order", "1001", "--amount", "149.90", "--currency", "EUR", "--country", "FR")
SETTINGS = {"ALMA_CHECKOUT_DATABASE_URL": "memory://", "ALMA_CHECKOUT_OPERATOR": "marie"}


@dataclass(frozen=True)
class Desk:
    """Where an operator works: types commands, and reads what they print."""

    container: Container
    clock: ManualClock

    def type(self, *words: str) -> Result:
        """Run a command."""
        return invoke(*words, container=self.container)

    def read(self, *words: str) -> dict[str, Any]:
        """Run a command with `--json`, and read its document."""
        document: dict[str, Any] = json.loads(self.type(*words, "--json").stdout)
        return document

    def opened(self, *options: str) -> str:
        """Open a checkout of order 1001, and give its id."""
        checkout_id: str = self.read("open", *ORDER_1001, *options)["id"]
        return checkout_id

    def decided(self, decision: str, *options: str) -> str:
        """Open a checkout, send the customer to Alma, have them decide, and settle; give its id."""
        checkout_id = self.opened(*options)
        self.type("pay", checkout_id)
        self.type("sandbox", decision, checkout_id)
        self.type("settle", checkout_id)
        return checkout_id

    def keep(self, checkout: Checkout) -> str:
        """Have a checkout in the store, and give its id."""
        asyncio.run(self.container.checkouts().add(checkout, None, at=NOON))
        return checkout.id


@pytest.fixture
def desk() -> Desk:
    clock = ManualClock()
    return Desk(Container(settings=Settings(SETTINGS), clock=providers.Object(clock)), clock)
