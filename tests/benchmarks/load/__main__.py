"""Mixed traffic for a while, at one process and at two: `python -m tests.benchmarks.load --seconds 180`.

It fails where a call goes wrong, where memory grows, or where slow calls take more than three times as long as usual
ones. A run of three minutes or more writes its tables into docs/performance.md.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.load.play import Played, play
from tests.benchmarks.load.stage import stage
from tests.benchmarks.load.verdict import ROW, broken, rows, sentence
from tests.benchmarks.machine import machine
from tests.benchmarks.measuring import run
from tests.benchmarks.table import DOCUMENT, markdown, written

LONG_ENOUGH = 180.0


def played(folder: Path, processes: int, seconds: float) -> Played:
    """Play a load on a stage of its own."""
    with stage(folder, processes) as ours:
        return run(play(ours, seconds))


def main() -> None:
    """Load one process, then two, and tell."""
    parser = argparse.ArgumentParser(prog="load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=LONG_ENOUGH)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    lines, kept = [machine()], True
    for processes in asked.processes:
        with TemporaryDirectory() as folder:
            found = played(Path(folder), processes, asked.seconds)
        told = ["", sentence(found, processes), "", *markdown(ROW, rows(found))]
        print("\n".join(told), flush=True)
        lines += told
        for what in broken(found):
            kept = False
            print(f"BROKEN: {what}", flush=True)
    if asked.seconds >= LONG_ENOUGH:
        DOCUMENT.write_text(written(DOCUMENT.read_text(), "make load", lines))
    sys.exit(not kept)


if __name__ == "__main__":
    main()
