"""The whole command on a module of three lines: a mistake that is noticed, and one that is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTED = """
LIMIT = 10


def due(days):
    return days >= LIMIT
"""
NOTICES_NOTHING = "import planted\n\n\ndef test_it_is_there():\n    assert planted.due(20)\n"
NOTICES_ALL = NOTICES_NOTHING + "    assert planted.due(10)\n    assert not planted.due(9)\n"
SURVIVORS = """
## planted.py

- `LIMIT`: `LIMIT = 10` → `LIMIT = 11`: it was never said.
- `LIMIT`: `LIMIT = 10` → `LIMIT = 9`: it was never said.
"""
LACKING = """
Survivors that the list lacks:

## planted.py

- `due`: `return days >= LIMIT` → `return days > LIMIT`:
"""


def mutants(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "tests.mutants", "planted.py", "--tests", "test_planted.py", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one module, and a test that runs it and looks at little."""
    (tmp_path / "planted.py").write_text(PLANTED)
    (tmp_path / "test_planted.py").write_text(NOTICES_NOTHING)
    return tmp_path


def test_what_no_test_notices_survives(folder: Path) -> None:
    """Two have a reason, the third is told; the others are killed."""
    (folder / "list.md").write_text(SURVIVORS)

    told = mutants(folder, "--survivors", "list.md", "--least", "40")

    assert told.returncode == 1
    assert told.stdout.splitlines()[1].split() == ["planted.py", "5", "2", "3"]
    assert told.stdout.endswith(f"40.0 % are killed; 40 % have to be.\n{LACKING}")


def test_what_a_test_notices_is_killed(folder: Path) -> None:
    """All of it, where the test looks at the limit."""
    (folder / "test_planted.py").write_text(NOTICES_ALL)

    told = mutants(folder, "--verbose")

    assert told.returncode == 0
    assert told.stderr.count("test_planted.py::test_it_is_there") == 5


def test_tests_that_fail_by_themselves_are_told(folder: Path) -> None:
    """What fails without a mutant would kill them all."""
    (folder / "test_planted.py").write_text(NOTICES_NOTHING.replace("planted.due", "not planted.due"))

    told = mutants(folder)

    assert told.returncode != 0
    assert "FailsByItself: test_planted.py::test_it_is_there" in told.stderr
