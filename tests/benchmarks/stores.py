"""What is promised about the stores' speed, measured: `python -m tests.benchmarks.stores`.

Everything is a ratio of two figures of the same run on the same machine. It takes two minutes or so, and 3 GB of disk,
and fails where a promise is missed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import reading, sweeping, writing_postgresql, writing_sqlite
from tests.benchmarks.figures import Figure
from tests.benchmarks.measuring import run
from tests.support.postgres import server


def measured() -> Iterator[Figure]:
    """Measure everything, one after the other."""
    with TemporaryDirectory() as folder, server(durable=True) as postgres:
        yield from run(writing_sqlite.measure(Path(folder)))
        yield from run(writing_postgresql.measure(postgres))
        yield from sweeping.measure(postgres)
        yield from run(reading.measure(Path(folder), postgres))


def main() -> None:
    """Print each figure as it is found, and fail where a promise is missed."""
    kept = True
    for figure in measured():
        print(" | ".join(figure.row()), flush=True)
        kept = kept and figure.kept
    sys.exit(not kept)


if __name__ == "__main__":
    main()
