"""Every test of the port runs over every gateway."""

import pytest

from tests.contract.gateways import PROVIDERS, Provider


@pytest.fixture(params=list(PROVIDERS.values()), ids=list(PROVIDERS))
def provider(request: pytest.FixtureRequest) -> Provider:
    """A gateway with a fresh provider behind it."""
    provider: Provider = request.param()
    return provider
