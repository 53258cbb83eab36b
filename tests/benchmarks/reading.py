"""Claiming and listing among a million checkouts, against the same among ten thousand."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from domain.ports import Position, Search
from tests.benchmarks.crowds import DUE, FEW, MANY, Crowd, in_postgresql, in_sqlite
from tests.benchmarks.measuring import seconds, show
from tests.support.checkouts import AN_HOUR, NOON
from tests.support.postgres import Server

ROUNDS = 21


def _pages(crowd: Crowd) -> dict[str, Callable[[], Awaitable[object]]]:
    middle = NOON + timedelta(seconds=crowd.size / 2)
    searches = {
        "the first page": Search(),
        "a page in the middle": Search(after=Position(middle, "co")),
        "a page of a status": Search(status="paid", after=Position(middle, "co")),
        "a page of an order": Search(order="order 1234"),
        "a page of overdue ones": Search(overdue_at=NOON + timedelta(seconds=crowd.size)),
        "a page of a country": Search(country="LU", after=Position(middle, "co")),
        "a page of a status in a country": Search(status="paid", country="LU", after=Position(middle, "co")),
        "a page of a way to pay": Search(method="alma", after=Position(middle, "co")),
        "a page of large amounts": Search(amount_from=90_000, after=Position(middle, "co")),
        "a page of one hour": Search(opened_from=middle, opened_before=middle + AN_HOUR),
    }
    return {name: partial(crowd.store.search, search) for name, search in searches.items()}


async def _claimed(crowd: Crowd, turn: int) -> float:
    await crowd.become_due(turn)

    async def claim() -> None:
        claimed = await crowd.store.claim(at=NOON, until=NOON + AN_HOUR, limit=DUE)
        assert len(claimed) == DUE

    return await seconds(claim)


async def _in_vain(engine: str, crowd: Crowd) -> None:
    """Look through all of them for what nobody has, beside looking through all of them and counting."""
    ratios = []
    for _ in range(ROUNDS):
        counting = await seconds(crowd.count)
        ratios.append(await seconds(partial(crowd.store.search, Search(country="XX"))) / counting)
    show(f"{engine}, a page of nothing among {MANY:,}, of counting them", ratios, most=2.5)


async def _compared(engine: str, few: Crowd, many: Crowd) -> None:
    ratios = []
    for turn in range(ROUNDS):
        alone = await _claimed(few, turn)
        ratios.append(await _claimed(many, turn) / alone)
    show(f"{engine}, claiming {DUE} among {MANY:,}, of {FEW:,}", ratios, most=1.5)
    for (name, ask_few), ask_many in zip(_pages(few).items(), _pages(many).values(), strict=True):
        ratios = []
        for _ in range(ROUNDS):
            alone = await seconds(ask_few)
            ratios.append(await seconds(ask_many) / alone)
        show(f"{engine}, {name} among {MANY:,}, of {FEW:,}", ratios, most=1.5)
    await _in_vain(engine, many)
    for crowd in (few, many):
        await crowd.database.close()


async def measure(folder: Path, server: Server) -> None:
    """Measure both engines."""
    await _compared("SQLite", await in_sqlite(folder, FEW), await in_sqlite(folder, MANY))
    await _compared("PostgreSQL", await in_postgresql(server, FEW), await in_postgresql(server, MANY))
