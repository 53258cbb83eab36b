"""`make fuzz`: schemathesis for as many seconds as are said, with other requests each time."""

import sys
import tempfile
from pathlib import Path

from tests.fuzz.fuzzing import fuzzed, serving


def main(seconds: str) -> int:
    """Fuzz a server, print what was found, and say whether that is nothing."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        ran = fuzzed(server, Path(folder), f"--max-time={seconds}")
        bugs = server.bugs()
        sys.stdout.write("\n".join([ran.stdout, *bugs]))
        return ran.returncode or int(bool(bugs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
