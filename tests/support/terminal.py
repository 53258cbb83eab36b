"""What somebody sees of a command."""

import os
import pty
import subprocess
from pathlib import Path

from tests.support.command_line import ALMA_CHECKOUT


def on_a_terminal(folder: Path, *words: str, output: int | None = None, **settings: str) -> str:
    """Run `alma-checkout` as somebody sees it, and give what the terminal gets; standard output may go elsewhere."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | settings
    with subprocess.Popen(
        [ALMA_CHECKOUT, *words], cwd=folder, env=environment, stdout=theirs if output is None else output, stderr=theirs
    ) as program:
        os.close(theirs)
        program.wait(timeout=60)
    seen = os.read(ours, 4096).decode()
    os.close(ours)
    return seen
