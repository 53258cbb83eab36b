"""Moves that arrive together share one commit, and are answered after it, each for itself."""

import asyncio
import gc
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adapters.sqlite.batch import LONGEST, Asked, committed, short
from adapters.sqlite.database import Database
from domain.errors import NotAllowedNow, StoreUnavailable

Move = Callable[[sqlite3.Connection], object]
NOTES = "SELECT name FROM meta WHERE value = 'noted'"


def note(name: str) -> Move:
    """Write something down of which it can be told later whether it was kept."""
    return lambda connection: connection.execute("INSERT INTO meta VALUES (?, 'noted')", (name,)).rowcount


def refuse(connection: sqlite3.Connection) -> None:
    """Write something down, then think better of it."""
    note("refused")(connection)
    raise NotAllowedNow("Refunding", "open")


def give_up(connection: sqlite3.Connection) -> None:
    """Lose the whole transaction, as SQLite itself does in some trouble."""
    connection.execute("ROLLBACK")
    raise sqlite3.OperationalError("disk I/O error")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database that is open."""
    database = Database(tmp_path / "shop.db", create=True)
    await database.exists()
    yield database
    await database.close()


@pytest.fixture
async def patient(tmp_path: Path) -> AsyncIterator[Database]:
    """One whose batches wait for moves for as long as a test takes."""
    database = Database(tmp_path / "shop.db", create=True, longest=60.0)
    await database.exists()
    yield database
    await database.close()


async def noted(database: Database) -> list[str]:
    """Tell what was kept."""
    return [name for (name,) in await database.read(lambda it: it.execute(NOTES).fetchall())]


async def together(database: Database, *moves: Move) -> list["asyncio.Task[object]"]:
    """Have moves arrive while an earlier one is still being made; give what each comes to."""
    begun, over = threading.Event(), threading.Event()

    def long(_: sqlite3.Connection) -> None:
        begun.set()
        over.wait(5)

    tasks: list[asyncio.Task[object]] = [asyncio.ensure_future(database.write(long))]
    await asyncio.to_thread(begun.wait, 5)
    tasks += [asyncio.ensure_future(database.write(move)) for move in moves]
    await asyncio.sleep(0)
    over.set()
    await asyncio.wait(tasks)
    return tasks[1:]


async def test_moves_that_arrive_together_share_one_commit(patient: Database) -> None:
    """The disk is waited for once, however many there are."""
    said: list[str] = []
    await patient.write(lambda it: it.set_trace_callback(said.append))
    said.clear()
    await together(patient, *(note(f"{n:02}") for n in range(16)))

    assert said.count("COMMIT") == 1
    assert await noted(patient) == [f"{n:02}" for n in range(16)]


async def test_a_move_that_raises_undoes_itself_alone(patient: Database) -> None:
    """Its neighbours are kept, and it hears what it said."""
    first, second, third = await together(patient, note("before"), refuse, note("after"))

    assert (first.result(), third.result()) == (1, 1)
    assert isinstance(second.exception(), NotAllowedNow)
    assert await noted(patient) == ["after", "before"]


async def test_a_lost_transaction_fails_every_move_in_it(patient: Database) -> None:
    """Nobody is told that something was kept that was not, and the next batch is made as ever."""
    outcomes = await together(patient, note("before"), give_up)
    after = await patient.write(note("after"))

    assert [type(it.exception()) for it in outcomes] == [StoreUnavailable, StoreUnavailable]
    assert outcomes[0].exception() is not outcomes[1].exception()
    assert after == 1
    assert await noted(patient) == ["after"]


class Failing(sqlite3.Connection):
    """A connection whose disk fails when it is to commit."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Fail, or do it."""
        if sql == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error
        return super().execute(sql, *values)


async def test_a_commit_that_fails_fails_all_its_moves() -> None:
    """Nobody was answered before, and nothing is left behind."""
    waiting = [asyncio.get_running_loop().create_future() for _ in range(3)]
    moves = [note("one"), refuse, note("two")]
    with closing(sqlite3.connect(":memory:", factory=Failing, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE meta (name, value)")
        connection.execute("BEGIN")
        answers = committed(connection, map(Asked, moves, [0.0] * 3, waiting))
        left = connection.execute(NOTES).fetchall()

    assert not any(it.done() for it in waiting)
    assert [type(it.raised) for it in answers] == [StoreUnavailable] * 3
    assert left == []


def test_a_batch_has_at_most_sixty_four_moves() -> None:
    """Then it commits, whoever else is waiting."""
    asked: list[Any] = list(range(100))

    assert list(short(asked, LONGEST)) == asked[:64]


def test_a_batch_takes_in_moves_for_twenty_milliseconds() -> None:
    """A move that takes longer is the last one."""

    def slow() -> Iterator[Any]:
        yield "quick"
        time.sleep(0.021)
        yield "slow"
        raise AssertionError

    taken: list[Any] = list(short(slow(), LONGEST))

    assert taken == ["quick", "slow"]


async def test_who_has_left_is_not_told(patient: Database) -> None:
    """A caller that was canceled keeps nobody else from an answer."""
    leaving: list[asyncio.Task[object]] = []

    def leave(_: sqlite3.Connection) -> None:
        leaving[0].get_loop().call_soon_threadsafe(leaving[0].cancel)

    leaving.append(asyncio.ensure_future(patient.write(leave)))
    await asyncio.wait(leaving)
    after = await patient.write(note("after"))

    assert leaving[0].cancelled()
    assert after == 1


def test_an_event_loop_that_ended_is_not_told(tmp_path: Path) -> None:
    """What it asked for is done all the same, and the next loop is served."""
    database = Database(tmp_path / "shop.db", create=True)
    over = threading.Event()
    with asyncio.Runner() as ending:
        ending.run(database.exists())
        ending.run(asyncio.wait([ending.get_loop().create_task(database.write(lambda _: over.wait(5)))], timeout=0))
    over.set()
    with asyncio.Runner() as next_loop:
        after = next_loop.run(database.write(note("after")))
        next_loop.run(database.close())

    assert after == 1


async def test_while_one_writes_without_end_others_get_in(database: Database) -> None:
    """Whoever has always something to write leaves the file to others again and again."""
    other = Database(database.path, create=False)
    written = asyncio.Event()

    async def write_without_end(n: int) -> None:
        while not written.is_set():
            await database.write(lambda it: it.execute("UPDATE meta SET value = 'noted' WHERE name = ?", (n,)))

    writers = [asyncio.ensure_future(write_without_end(n)) for n in range(100)]
    await asyncio.sleep(0.05)
    kept = await other.write(note("let in"))
    written.set()
    await asyncio.wait(writers)
    await other.close()

    assert kept == 1


async def test_waiting_for_others_blocks_nobody(database: Database) -> None:
    """Each move is refused when its own patience ends; the event loop goes on meanwhile."""
    hasty = Database(database.path, create=False, patience=0.1)
    await hasty.exists()
    ticks = 0
    with closing(sqlite3.connect(database.path, isolation_level=None)) as locking:
        locking.execute("BEGIN IMMEDIATE")
        asked = asyncio.gather(*(hasty.write(note(str(n))) for n in range(50)), return_exceptions=True)
        while not asked.done():
            await asyncio.sleep(0.005)
            ticks += 1

    await hasty.close()

    assert {type(it) for it in await asked} == {StoreUnavailable}
    assert 5 < ticks < 100


async def test_a_database_that_is_dropped_leaves_no_thread_behind(tmp_path: Path) -> None:
    """Who forgets to close it loses nothing by that."""
    database = Database(tmp_path / "shop.db", create=True)
    before = set(threading.enumerate())
    await database.write(note("kept"))
    (writer,) = {it for it in threading.enumerate() if it.name == "sqlite-writer"} - before
    del database
    gc.collect()
    await asyncio.to_thread(writer.join, 5)

    assert not writer.is_alive()
