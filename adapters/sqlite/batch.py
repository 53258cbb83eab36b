"""A batch: moves that arrived together and share one commit, so that all of them wait for the disk once."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from adapters.sqlite.trouble import Lost, in_our_words

Work = Callable[[sqlite3.Connection], Any]

MOST = 64
"""How many moves share a commit at most."""
LONGEST = 0.02
"""For how many seconds a batch takes in more moves; then it lets other processes in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A move that somebody waits for, and since when."""

    work: Work
    since: float
    waiting: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a move: a value, or what it raised."""

    asked: Asked
    value: Any = None
    raised: BaseException | None = None

    def tell(self) -> None:
        """Give it to whoever asked, unless they left."""
        if self.asked.waiting.done():
            return
        if self.raised:
            self.asked.waiting.set_exception(self.raised)
        else:
            self.asked.waiting.set_result(self.value)


def short(asked: Iterable[Asked], longest: float) -> Iterator[Asked]:
    """Let as many moves pass as one batch may have, for so many seconds."""
    end = time.monotonic() + longest
    for number, it in enumerate(asked, start=1):
        yield it
        if number == MOST or time.monotonic() >= end:
            return


def committed(connection: sqlite3.Connection, asked: Iterable[Asked]) -> list[Answer]:
    """Do moves in a transaction that has begun, and commit. Nobody is answered before.

    A move that raises undoes itself alone; a commit that fails, or a transaction that is lost, fails them all.
    """
    answers: list[Answer] = []
    try:
        for it in asked:
            answers.append(Answer(it))
            answers[-1] = _in_savepoint(connection, it)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return failed((it.asked for it in answers), error)
    return answers


def failed(asked: Iterable[Asked], error: Exception) -> list[Answer]:
    """Answer each move with an error of its own."""
    return [Answer(it, raised=in_our_words(error)) for it in asked]


def _in_savepoint(connection: sqlite3.Connection, asked: Asked) -> Answer:
    connection.execute("SAVEPOINT move")
    try:
        answer = Answer(asked, asked.work(connection))
    except BaseException as error:
        if not connection.in_transaction:
            raise Lost from error
        connection.execute("ROLLBACK TO move")
        answer = Answer(asked, raised=in_our_words(error))
    connection.execute("RELEASE move")
    return answer
