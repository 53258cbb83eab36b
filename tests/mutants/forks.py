"""Work in forked processes: each begins with all that is loaded here, and hands back nothing but its answer."""

import multiprocessing
import os
import resource
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")

_fork = multiprocessing.get_context("fork")


class Broken(Exception):
    """What was to be done in another process raised an error of its own."""


@dataclass(frozen=True, slots=True)
class _Worker(Generic[Answer]):
    process: BaseProcess
    pipe: Connection
    until: float

    @property
    def over(self) -> bool:
        return self.pipe.poll() or time.monotonic() >= self.until

    def ended(self) -> Answer | None:
        """Give its answer, None if it died or its time is up."""
        if not self.pipe.poll():
            self.process.kill()
        try:
            answer, error = self.pipe.recv()
        except EOFError:
            answer, error = None, None
        self.process.join()
        self.pipe.close()
        if error is not None:
            raise Broken(error)
        said: Answer | None = answer
        return said


def each_in_its_own(
    jobs: Iterable[tuple[Key, Callable[[], Answer], int]], *, at_once: int
) -> Iterator[tuple[Key, Answer | None]]:
    """Do each job in a process of its own, some at once; give what it answers, None if it comes to no end.

    A job may work for the seconds beside it, and take five times as long for that on a busy machine.
    """
    waiting = iter(jobs)
    workers: dict[Key, _Worker[Answer]] = {}
    while True:
        while len(workers) < at_once and (job := next(waiting, None)) is not None:
            key, work, seconds = job
            workers[key] = _begun(_limited(work, seconds), 5 * seconds)
        if not workers:
            return
        soonest = min(worker.until for worker in workers.values())
        wait([worker.pipe for worker in workers.values()], timeout=max(0, soonest - time.monotonic()))
        for over in [key for key, worker in workers.items() if worker.over]:
            yield over, workers.pop(over).ended()


def in_another(job: Callable[[], Answer]) -> Answer:
    """Do one job in a process of its own, however long it takes."""
    worker = _begun(job, float("inf"))
    wait([worker.pipe])
    answer = worker.ended()
    if answer is None:
        raise Broken("The process died.")
    return answer


def _limited(job: Callable[[], Answer], seconds: int) -> Callable[[], Answer]:
    def work() -> Answer:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        return job()

    return work


def _begun(job: Callable[[], Answer], seconds: float) -> _Worker[Answer]:
    ours, theirs = _fork.Pipe(duplex=False)
    process = _fork.Process(target=_do, args=(job, theirs))
    process.start()
    theirs.close()
    return _Worker(process, ours, time.monotonic() + seconds)


def _do(job: Callable[[], object], pipe: Connection) -> None:
    try:
        pipe.send((job(), None))
    except Exception:  # noqa: BLE001 -- raised again by the one who asked
        pipe.send((None, traceback.format_exc()))
    os._exit(0)  # nothing that was loaded here is to be ended twice
