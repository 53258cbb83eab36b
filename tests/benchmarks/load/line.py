"""A line to a server: one connection on which calls are timed and answers are held to what is expected."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from tests.benchmarks.load.tally import Tally
from tests.benchmarks.wire import Answer, Wire, dialled


class Unexpected(Exception):
    """An answer that should not have been, or none."""


@dataclass(slots=True)
class Line:
    """A connection that is made anew when it is lost."""

    address: str
    tally: Tally
    _wire: Wire | None = None

    async def ask(self, kind: str, request: bytes, *, expected: int = 200) -> Answer:
        """Make a call of a kind.

        Raises:
            Unexpected: it was not answered with the status that is expected; that is counted already.
        """
        try:
            self._wire = self._wire or await dialled(self.address)
            begun = time.perf_counter()
            answer = await self._wire.ask(request)
        except OSError as lost:
            self._wire = None
            self.wrong(f"{kind}: {type(lost).__name__}")
        if answer.status != expected:
            self.wrong(f"{kind}: {answer.status} {answer.body[:200].decode(errors='replace')}")
        self.tally.took(kind, time.perf_counter() - begun)
        return answer

    def wrong(self, what: str) -> NoReturn:
        """Count an error, and give up what was being done."""
        self.tally.errors[what] += 1
        raise Unexpected(what)

    def close(self) -> None:
        """Hang up."""
        if self._wire:
            self._wire.close()


async def hung_up(lines: Iterable[Line]) -> None:
    """Close some lines, and wait until that is done: a loop that ends with connections may wait for them for ever."""
    for line in lines:
        line.close()
    await asyncio.sleep(0.05)
