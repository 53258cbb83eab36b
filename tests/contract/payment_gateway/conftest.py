"""Every test of the port runs over every gateway; with a test key, what needs nobody else over Stripe itself."""

from typing import Any

import pytest

from tests.contract.gateways import PROVIDERS, Provider
from tests.contract.stripe_itself import IS_WANTED, StripeItself

ITSELF = "stripe-itself"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test over the sandbox and Stripe's emulator, and over Stripe itself where it can."""
    if "provider" not in metafunc.fixturenames:
        return
    providers: dict[str, Any] = dict(PROVIDERS)
    if IS_WANTED and metafunc.definition.get_closest_marker("anywhere"):
        providers[ITSELF] = StripeItself
    metafunc.parametrize("provider", list(providers.values()), ids=list(providers), indirect=True)


@pytest.fixture
def provider(request: pytest.FixtureRequest) -> Provider:
    """A gateway with a fresh provider behind it."""
    provider: Provider = request.param()
    return provider
