"""One run of the tests, in a process that is thrown away afterwards."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pytest
from hypothesis import HealthCheck, Phase, settings

ALIVE = ""
"""What is said of a mutant that no test has noticed; of another, the test that did is told."""
ENDLESS = "It came to no end."
"""What is said of one whose process had to be ended."""

QUIET = (
    "--override-ini=addopts=--import-mode=importlib",
    "-pno:terminal",
    "-pno:cacheprovider",
    "-pno:faulthandler",
    "-Wignore::pytest.PytestAssertRewriteWarning",
)
"""How pytest is called: without output, and without anything that is kept."""


@dataclass(eq=False, slots=True)
class Failure:
    """Hears which test fails first."""

    test: str = ALIVE

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test."""
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note the file that cannot be imported."""
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_internalerror(self, excrepr: object) -> None:
        """Note what went wrong beside the tests."""
        self.test = self.test or str(excrepr)


def silence() -> None:
    """Throw away what this process writes."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def without_luck() -> None:
    """Have properties tried with the same examples each time, none kept and none made smaller."""
    settings.register_profile(
        "mutants",
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")


def run(items: Sequence[pytest.Item], failure: Failure) -> str:
    """Run collected tests until one fails; give its name."""
    for item, following in zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failure.test:
            break
    return failure.test


def run_anew(arguments: Sequence[str], *plugins: object) -> str:
    """Collect tests and run them until one fails; give its name, or what pytest says if it comes to none."""
    silence()
    without_luck()
    failure = Failure()
    outcome = pytest.main([*QUIET, "--exitfirst", *arguments], plugins=[failure, *plugins])
    fine = outcome in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
    return failure.test or (ALIVE if fine else f"pytest: {outcome!r}")
