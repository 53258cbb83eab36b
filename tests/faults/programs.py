"""The server and the worker as programs of their own, killed and started again at the same address."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from tests.support.command_line import ALMA_CHECKOUT
from tests.support.free_port import free_port


class Program:
    """`alma-checkout` with some words, or another program, over a store."""

    def __init__(self, folder: Path, url: str, *words: str, program: str = ALMA_CHECKOUT, **settings: str) -> None:
        self._folder, self._command = folder, (program, *words)
        self._environment = {"PATH": os.environ["PATH"], "ALMA_CHECKOUT_DATABASE_URL": url} | settings
        self._process: subprocess.Popen[str] | None = None
        self.log = folder / f"{words[0]}.log"

    @property
    def pid(self) -> int:
        """The process it is at the moment."""
        assert self._process
        return self._process.pid

    def start(self) -> None:
        """Start; it may not be ready yet."""
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    async def ready(self) -> None:
        """Wait until it says that it works."""
        assert self._process
        assert self._process.stdout
        line = await asyncio.to_thread(self._process.stdout.readline)

        assert line, self.log.read_text()

    async def told_to_stop(self, by: signal.Signals) -> int:
        """Tell it to stop, and give its exit code."""
        assert self._process
        self._process.send_signal(by)
        return await asyncio.to_thread(self._process.wait, 60)

    def kill(self) -> None:
        """End it without a word."""
        assert self._process
        assert self._process.stdout
        self._process.kill()
        self._process.wait(30)
        self._process.stdout.close()


@asynccontextmanager
async def running(program: Program) -> AsyncIterator[Program]:
    """Run a program, and see to it that it ends."""
    program.start()
    try:
        await program.ready()
        yield program
    finally:
        program.kill()


def a_server(folder: Path, url: str, *words: str, **settings: str) -> tuple[Program, str]:
    """Give a server, not started yet, and its address."""
    port = free_port()
    return Program(folder, url, "serve", "--port", str(port), *words, **settings), f"http://127.0.0.1:{port}"


async def killed_and_started(programs: list[Program], chance: Random, times: int) -> None:
    """Kill one after the other, mostly while it works, and now and then while it starts."""
    for number in range(times):
        program = programs[number % len(programs)]
        await asyncio.sleep(chance.uniform(0.05, 0.6))
        program.kill()
        program.start()
        if chance.random() < 0.8:
            await program.ready()
