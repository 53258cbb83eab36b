"""The command line: in this process over a container of one's own, or as a program of its own."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from entrypoints.cli.main import main
from entrypoints.cli.shell import Shell
from entrypoints.container import Container

ALMA_CHECKOUT = str(Path(sys.executable).with_name("alma-checkout"))
"""The installed program."""


def invoke(*args: str, container: Container) -> Result:
    """Run `alma-checkout` with these arguments; the result has `exit_code`, `stdout` and `stderr`.

    The container and its clock may be shared by several commands. Each command runs an event loop of its own: call this
    where none runs, or in a thread.
    """
    return CliRunner().invoke(main, args, obj=Shell.around(container), catch_exceptions=False)


def started(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALMA_CHECKOUT_", "STRIPE_"))}
    return subprocess.run(
        command, cwd=folder, env=kept | environment, capture_output=True, text=True, timeout=60, check=False
    )
