"""What every test of this folder stands before."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from entrypoints.http.app import create_app
from tests.http.shop import a_container
from tests.security.every_route import SANDBOX, House
from tests.support.manual_clock import ManualClock


@pytest.fixture
def house() -> Iterator[House]:
    """An application on the sandbox, with a checkout at Alma."""
    with TestClient(create_app(a_container(ManualClock(), **SANDBOX), sweeping=False)) as client:
        yield House(client)
