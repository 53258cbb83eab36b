"""What is promised about the stores' speed, measured: `python -m tests.benchmarks.stores`.

Everything is a ratio of two figures of the same run on the same machine. It takes two minutes or so, and 3 GB of disk.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import reading, sweeping, writing_postgresql, writing_sqlite
from tests.benchmarks.measuring import run
from tests.support.postgres import server


def main() -> None:
    """Measure everything, one after the other."""
    with TemporaryDirectory() as folder, server(durable=True) as postgres:
        run(writing_sqlite.measure(Path(folder)))
        run(writing_postgresql.measure(postgres))
        sweeping.measure(postgres)
        run(reading.measure(Path(folder), postgres))


if __name__ == "__main__":
    main()
