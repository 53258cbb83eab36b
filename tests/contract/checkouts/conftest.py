"""The stores that keep the promises of `Checkouts`, each as a fixture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.ports import Checkouts
from tests.contract.stores import DURABLE, STORES, Store
from tests.support.postgres import postgres

__all__ = ["postgres"]


def address(kind: str, request: pytest.FixtureRequest) -> str:
    """Give the address of a store that is still empty."""
    if kind == "postgresql":
        url: str = request.getfixturevalue("postgres").fresh()
        return url
    folder: Path = request.getfixturevalue("tmp_path")
    return str(folder / "checkouts.db")


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """Each store, empty."""
    async with STORES[request.param](address(request.param, request)) as checkouts:
        yield checkouts


@pytest.fixture(params=DURABLE)
def durable(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The name of each durable store, and an address where nothing is yet."""
    return request.param, address(request.param, request)


@pytest.fixture
async def two(durable: tuple[str, str]) -> AsyncIterator[tuple[Checkouts, Checkouts]]:
    """The same durable store twice, as two processes open it."""
    kind, where = durable
    async with DURABLE[kind](where) as one, DURABLE[kind](where) as other:
        yield one, other
