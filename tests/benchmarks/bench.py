"""What is promised of the whole program's speed, measured in one run: `python -m tests.benchmarks.bench`.

It takes eight minutes or so, prints each figure as it is found, and writes the table of docs/performance.md. Cases
that are named are measured alone, and nothing is written: `python -m tests.benchmarks.bench hearing opening`.
"""

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.cases import gateway, hearing, memory, opening, reading, settling, starting, sweep, transitions
from tests.benchmarks.figures import ROW, Figure
from tests.benchmarks.machine import machine
from tests.benchmarks.measuring import run
from tests.benchmarks.table import DOCUMENT, markdown, written
from tests.benchmarks.world import Effort, World, world

CASES: dict[str, Callable[[World], Coroutine[Any, Any, list[Figure]]]] = {
    "opening": opening.measure,
    "hearing": hearing.measure,
    "reading": reading.measure,
    "settling": settling.measure,
    "gateway": gateway.measure,
    "sweep": sweep.measure,
    "transitions": transitions.measure,
    "starting": starting.measure,
    "memory": memory.measure,
}


def measured(folder: Path, effort: Effort, *names: str) -> list[Figure]:
    """Measure some cases, or all of them, one after the other."""
    found: list[Figure] = []
    with world(folder, effort) as place:
        for name in names or CASES:
            figures = run(CASES[name](place))
            found += figures
            for figure in figures:
                print(" | ".join(figure.row()), flush=True)
    return found


def main() -> None:
    """Measure, write the table, and fail where a promise is missed."""
    names, found_on = sys.argv[1:], machine()
    with TemporaryDirectory() as folder:
        found = measured(Path(folder), Effort(), *names)
    if not names:
        table = markdown(ROW, [figure.row() for figure in found])
        DOCUMENT.write_text(written(DOCUMENT.read_text(), "make bench", [found_on, "", *table]))
    sys.exit(not all(figure.kept for figure in found))


if __name__ == "__main__":
    main()
