"""What arrives together is done together, and everybody hears what is theirs."""

import asyncio

import pytest

from adapters.postgres.together import AT_ONCE, MOST, Together
from domain.errors import StoreUnavailable


class Desk:
    """Answers questions with their doubles, round by round, when it is let."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []
        self.open = asyncio.Event()
        self.open.set()

    async def answer(self, questions: list[int]) -> list[int]:
        """Answer a round."""
        self.rounds.append(questions)
        await self.open.wait()
        if 13 in questions:
            raise LookupError(13)
        return [2 * it for it in questions]


@pytest.fixture
async def desk() -> Desk:
    """A desk that answers at once."""
    return Desk()


@pytest.fixture
async def asked(desk: Desk) -> Together[int, int]:
    """What asks the desk."""
    return Together(desk.answer)


async def test_what_arrives_at_once_is_one_round(desk: Desk, asked: Together[int, int]) -> None:
    """And each gets its own answer."""
    answers = await asyncio.gather(*(asked.ask(n) for n in range(9)))

    assert answers == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert desk.rounds == [list(range(9))]


async def test_what_arrives_later_is_in_a_later_round(desk: Desk, asked: Together[int, int]) -> None:
    """While as many rounds as may be are under way, the rest wait for the next."""
    desk.open.clear()
    waiting = []
    for n in range(AT_ONCE + 3):
        waiting.append(asyncio.ensure_future(asked.ask(n)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    desk.open.set()
    await asyncio.wait(waiting)

    assert desk.rounds == [*([n] for n in range(AT_ONCE)), [AT_ONCE, AT_ONCE + 1, AT_ONCE + 2]]


async def test_a_round_has_no_more_than_its_most(desk: Desk, asked: Together[int, int]) -> None:
    """However many there are."""
    await asyncio.gather(*(asked.ask(n) for n in range(1_000, 1_000 + MOST + 1)))

    assert sorted(map(len, desk.rounds)) == [1, MOST]


async def test_one_after_the_other_nobody_waits_for_nobody(desk: Desk, asked: Together[int, int]) -> None:
    """Whoever asks just as a round has ended has another begun."""

    async def ask_again_and_again(first: int) -> list[int]:
        return [await asked.ask(first + n) for n in range(50)]

    async with asyncio.timeout(5):
        found = await asyncio.gather(*(ask_again_and_again(first) for first in range(100, 1_000, 100)))

    assert found[0] == [2 * n for n in range(100, 150)]


async def test_what_a_round_raises_each_in_it_hears(desk: Desk, asked: Together[int, int]) -> None:
    """The next round is made as ever."""
    first = await asyncio.gather(asked.ask(1), asked.ask(13), return_exceptions=True)

    assert [type(it) for it in first] == [LookupError, LookupError]
    assert await asked.ask(1) == 2


@pytest.mark.parametrize("other", [1, 13])
async def test_who_has_left_is_not_told(desk: Desk, asked: Together[int, int], other: int) -> None:
    """A caller that was canceled is left out of a round to come, and of the answers of its own."""
    desk.open.clear()
    waiting = [asyncio.ensure_future(asked.ask(other)) for _ in range(2)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting[0].cancel()
    unheard = [asyncio.ensure_future(asked.ask(n)) for n in (20, 21)]
    await asyncio.sleep(0)
    for it in unheard:
        it.cancel()
    desk.open.set()
    await asyncio.wait([*waiting, *unheard])

    assert waiting[0].cancelled()
    assert waiting[1].exception() is not None if other == 13 else waiting[1].result() == 2
    assert desk.rounds == [[other, other]]


async def test_who_never_gets_a_turn_is_told_so(desk: Desk) -> None:
    """A server that hangs keeps nobody waiting behind those that it keeps waiting."""
    asked = Together(desk.answer, patience=0.02)
    desk.open.clear()

    with pytest.raises(StoreUnavailable):
        await asked.ask(1)
    desk.open.set()
    await asyncio.sleep(0)

    assert await asked.ask(2) == 4
