"""What arrives together is done together: one transaction and a few statements for many."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar, cast

from adapters.postgres import connecting
from domain.errors import StoreUnavailable

Q = TypeVar("Q")
A = TypeVar("A")

AT_ONCE = 2
"""How many rounds are under way at once; while the server does one, the next is made ready."""
MOST = 64
"""How many share a round at most."""
_TO_WAIT_FOR_OTHERS = 3.0
"""Seconds that one may wait longer than a round: for a round before its own."""


class Together(Generic[Q, A]):
    """A queue, and rounds that take what is in it; alone, one is a round of its own and waits for nobody."""

    def __init__(
        self,
        deed: Callable[[list[Q]], Awaitable[list[A]]],
        *,
        patience: float = connecting.PATIENCE + _TO_WAIT_FOR_OTHERS,
    ) -> None:
        self._deed, self._patience = deed, patience
        self._waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self._rounds: set[asyncio.Task[None]] = set()

    async def ask(self, question: Q) -> A:
        """Give the answer to a question; what a round raises, each in it hears.

        Raises:
            StoreUnavailable: no round came to it.
        """
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if len(self._rounds) < AT_ONCE:
            self._rounds.add(asyncio.create_task(self._rounds_while_there_are_any()))
        try:
            async with asyncio.timeout(self._patience):
                return await answer
        except TimeoutError:
            raise StoreUnavailable from None

    async def _rounds_while_there_are_any(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                if still := [(question, answer) for question, answer in asked if not answer.done()]:
                    await self._round(still)
        finally:
            # Not later, when the task is over: who asks in between would wait for nobody.
            self._rounds.discard(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _round(self, asked: list[tuple[Q, asyncio.Future[A]]]) -> None:
        try:
            found = await self._deed([question for question, _ in asked])
        except Exception as error:  # noqa: BLE001 -- it belongs to those who asked
            for _, answer in asked:
                if not answer.done():
                    answer.set_exception(error)
            return
        for (_, answer), it in zip(asked, found, strict=True):
            if not answer.done():
                answer.set_result(it)
