"""An emulator with its clock, and the SDK's client on it."""

import pytest
import stripe

from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.http_client import emulated_client


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def emulator(clock: ManualClock) -> Emulator:
    return Emulator(clock)


@pytest.fixture
def client(emulator: Emulator) -> stripe.StripeClient:
    """The SDK, which tries twice again by itself."""
    return emulated_client(emulator)
