"""Which test runs which lines: measured once, so that each mutant is shown only to tests that can see it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest

from tests.mutants.trial import Failure, run

TOO_LONG = 3
"""Seconds, while lines are counted, from which on a test is left out."""


class FailsByItself(Exception):
    """A test fails without any mutant."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How long each test takes, and which ones run a line; `loading` are lines that run when the tests are loaded."""

    seconds: dict[str, float]
    tests: dict[tuple[str, int], frozenset[str]]
    loading: frozenset[tuple[str, int]]

    def quickest_first(self, tests: Iterable[str]) -> list[str]:
        """Leave out the tests that take long, and sort the others."""
        quick = [test for test in tests if self.seconds.get(test, TOO_LONG) < TOO_LONG]
        return sorted(quick, key=lambda test: (self.seconds[test], test))

    def limit(self, tests: Iterable[str]) -> int:
        """Say how many seconds a process may work that runs these tests: what takes longer has no end."""
        return 10 + 2 * int(sum(self.seconds[test] for test in tests))

    def of(self, path: Path, lines: Iterable[int]) -> list[str]:
        """Give the tests that run any of these lines, the quickest first."""
        found = (self.tests.get((str(path), line), frozenset()) for line in lines)
        return self.quickest_first(frozenset[str]().union(*found))

    def nearest(self, path: Path, count: int) -> list[str]:
        """Give the files of tests that run most of a module, and little else."""
        here, anywhere = Counter[str](), Counter[str]()
        for (module, _), tests in self.tests.items():
            files = {test.partition("::")[0] for test in tests}
            anywhere.update(files)
            here.update(files if module == str(path) else ())
        return sorted(here, key=lambda file: here[file] ** 2 / anywhere[file], reverse=True)[:count]

    def loads(self, path: Path, lines: Iterable[int]) -> bool:
        """Say whether any of these lines ran before the first test."""
        return any((str(path), line) in self.loading for line in lines)


@dataclass(eq=False, slots=True)
class Measuring:
    """Counts lines from before the tests are loaded; a plugin of pytest."""

    paths: Collection[Path]
    seconds: dict[str, float] = field(default_factory=dict)
    lines: coverage.Coverage = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self.lines = coverage.Coverage(data_file=None, include=[str(path) for path in self.paths], config_file=False)
        self.lines.start()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up the time of a test, its fixtures included."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Count the lines of each test apart."""
        self.lines.switch_context(item.nodeid)
        return (yield)

    def measured(self, items: Sequence[pytest.Item], failure: Failure) -> Reach:
        """Run all tests, and tell which lines each of them runs."""
        if run(items, failure):
            raise FailsByItself(failure.test)
        self.lines.stop()
        data = self.lines.get_data()
        tests: dict[tuple[str, int], frozenset[str]] = {}
        for path in data.measured_files():
            for line, contexts in data.contexts_by_lineno(path).items():
                tests[path, line] = frozenset(contexts)
        loading = frozenset(place for place, contexts in tests.items() if "" in contexts)
        return Reach(self.seconds, {place: contexts - {""} for place, contexts in tests.items()}, loading)
