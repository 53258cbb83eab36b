"""One application in memory, on a clock that stands still."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.http.shop import Shop, a_container
from tests.support.manual_clock import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def container(clock: ManualClock) -> Container:
    return a_container(clock)


@pytest.fixture
def shop(container: Container) -> Iterator[Shop]:
    with TestClient(create_app(container, sweeping=False)) as client:
        yield Shop(client)
