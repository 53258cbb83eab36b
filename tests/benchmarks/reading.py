"""Claiming and listing among a million checkouts, against the same among ten thousand."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from domain.ports import Position, Search
from tests.benchmarks.crowds import DUE, FEW, MANY, Crowd, in_postgresql, in_sqlite
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.measuring import milliseconds
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

    return await milliseconds(claim)


async def _in_vain(engine: str, crowd: Crowd) -> Figure:
    """Look through all of them for what nobody has, beside looking through all of them and counting."""
    look = partial(crowd.store.search, Search(country="XX"))
    rounds = [(await milliseconds(crowd.count), await milliseconds(look)) for _ in range(ROUNDS)]
    counting, looking = zip(*rounds, strict=True)
    what = f"{engine}, a page of nothing among {MANY:,}"
    return Figure(what, "counting them", "ms", looking, counting, Promise(most=2.5))


async def _compared(engine: str, few: Crowd, many: Crowd) -> list[Figure]:
    claims = [(await _claimed(few, turn), await _claimed(many, turn)) for turn in range(ROUNDS)]
    found = [_figure(f"{engine}, claiming {DUE}", claims)]
    for (name, ask_few), ask_many in zip(_pages(few).items(), _pages(many).values(), strict=True):
        pages = [(await milliseconds(ask_few), await milliseconds(ask_many)) for _ in range(ROUNDS)]
        found.append(_figure(f"{engine}, {name}", pages))
    found.append(await _in_vain(engine, many))
    for crowd in (few, many):
        await crowd.database.close()
    return found


def _figure(what: str, rounds: list[tuple[float, float]]) -> Figure:
    alone, among_many = zip(*rounds, strict=True)
    return Figure(f"{what} among {MANY:,}", f"among {FEW:,}", "ms", among_many, alone, Promise(most=1.5))


async def measure(folder: Path, server: Server) -> list[Figure]:
    """Measure both engines."""
    return [
        *await _compared("SQLite", await in_sqlite(folder, FEW), await in_sqlite(folder, MANY)),
        *await _compared("PostgreSQL", await in_postgresql(server, FEW), await in_postgresql(server, MANY)),
    ]
