"""An environment apart, for what is compared with and would slow us: beside Flask each start of a command is slower."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.programs import ROOT

FOLDER, LOCK = ROOT / ".venv-bench", ROOT / "requirements" / "bench.txt"


def interpreter() -> Path:
    """Give its interpreter; it is made where `make` did not make it before."""
    python, ready = FOLDER / "bin" / "python", FOLDER / ".ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK], check=True)
        ready.touch()
    return python
