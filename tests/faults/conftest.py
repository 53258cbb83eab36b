"""Shops in stores that last, and how much of the suite is run: a short form, unless it is said otherwise."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.faults.shops import a_shop
from tests.races.conftest import Shop
from tests.support.postgres import Server, postgres, server

__all__ = ["postgres"]

STORES = ["sqlite", "postgresql"]


@pytest.fixture
def kills() -> int:
    """A fifth of all random kills: two for each store on the sandbox, and one over Stripe."""
    return int(os.environ.get("FAULTS_KILLS", "10")) // 5


@pytest.fixture
def crowd() -> int:
    """How many checkouts are due at once."""
    return int(os.environ.get("FAULTS_DUE", "400"))


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path}/shop.db"


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, file: str) -> str:
    """The address of a store that is still empty, of either kind."""
    if request.param == "sqlite":
        return file
    running: Server = request.getfixturevalue("postgres")
    return running.fresh()


@pytest.fixture
async def shop(url: str) -> AsyncIterator[Shop]:
    """A process's view of the shop; others may have been there before."""
    shop = a_shop(url)
    yield shop
    await shop.container.database().close()


@pytest.fixture(scope="session")
def durable() -> Iterator[Server]:
    """A server that waits for the disk, and that these tests may stop."""
    with server(durable=True) as running:
        yield running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what the tests of this folder counted."""
    for report in terminalreporter.getreports("passed"):
        if report.when == "call" and report.nodeid.startswith("tests/faults/") and report.user_properties:
            counts = ", ".join(f"{count} {name}" for name, count in report.user_properties)
            terminalreporter.write_line(f"{report.nodeid.removeprefix('tests/faults/')}: {counts}")
