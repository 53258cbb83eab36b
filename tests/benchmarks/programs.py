"""The programs that are measured, each a process of its own, and what they take of the machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.command_line import ALMA_CHECKOUT
from tests.support.free_port import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
_TICKS = os.sysconf("SC_CLK_TCK")
_AMONG_OURS = ("ALMA_CHECKOUT_", "STRIPE_", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class Program:
    """A program that listens at an address; what its workers take counts as its own."""

    address: str
    pid: int

    def resident(self) -> float:
        """Give the memory that it holds, in megabytes."""
        return sum(_resident(pid) for pid in self._all())

    def processor(self) -> float:
        """Give the seconds of processor time that it has taken until now."""
        return sum(_processor(pid) for pid in self._all())

    def _all(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]


@contextmanager
def listening(folder: Path, *command: str, **settings: str) -> Iterator[Program]:
    """Run a program at a free port, named to it by `--port` or where it says `{port}`, until the block ends."""
    port = str(free_port())
    words = [word.format(port=port) for word in command]
    if words == list(command):
        words += ["--port", port]
    with (folder / f"{Path(words[0]).name}-{port}.log").open("w+") as log:
        process = subprocess.Popen(words, cwd=folder, env=_environment(settings), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(address, process):
                log.seek(0)
                raise RuntimeError(f"{words} does not listen: {log.read()}")
            yield Program(address, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def ours(folder: Path, *words: str, **settings: str) -> AbstractContextManager[Program]:
    """Run `alma-checkout serve`."""
    return listening(folder, ALMA_CHECKOUT, "serve", *words, **settings)


def python(folder: Path, module: str, *words: str, **settings: str) -> AbstractContextManager[Program]:
    """Run a module of this repository."""
    return listening(folder, sys.executable, "-m", module, *words, **settings, PYTHONPATH=str(ROOT))


def _environment(settings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_AMONG_OURS)}
    return kept | settings


def _answers(address: str, process: "subprocess.Popen[bytes]") -> bool:
    """Wait until somebody listens; false where the program ended before."""
    place, give_up_at = (urlsplit(address).hostname, urlsplit(address).port), time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up_at:
        try:
            socket.create_connection(place, timeout=1).close()
        except OSError:
            time.sleep(0.005)
        else:
            return True
    return False


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1_024 for line in lines if line.startswith("VmRSS"))


def _processor(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / _TICKS
