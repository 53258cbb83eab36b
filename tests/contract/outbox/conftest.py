"""The stores that keep the promises of `Outbox`, each as a fixture."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.checkouts.conftest import address, durable
from tests.contract.outboxes import DURABLE, OUTBOXES, Post
from tests.support.postgres import postgres

__all__ = ["durable", "postgres"]


@pytest.fixture(params=OUTBOXES)
async def post(request: pytest.FixtureRequest) -> AsyncIterator[Post]:
    """Each store, empty."""
    async with OUTBOXES[request.param](address(request.param, request)) as opened:
        yield opened


@pytest.fixture
async def two(durable: tuple[str, str]) -> AsyncIterator[tuple[Post, Post]]:
    """The same durable store twice, as two processes open it."""
    kind, where = durable
    async with DURABLE[kind](where) as one, DURABLE[kind](where) as other:
        yield one, other
