"""Mutants inside functions: tried where all tests are loaded already, by exchanging the code of the function."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from tests.mutants.exchange import Functions, all_functions, exchange, fits
from tests.mutants.forks import each_in_its_own, in_another
from tests.mutants.mutant import Mutant, Name
from tests.mutants.reach import FailsByItself, Measuring, Reach
from tests.mutants.trial import ALIVE, ENDLESS, QUIET, Failure, run, silence, without_luck


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of the mutants: the test that noticed each, and those still to be tried by loading all anew.

    `modules` are those that are not part of the project, so that they need not be loaded anew.
    """

    noticed: dict[Name, str]
    to_load: frozenset[Name]
    reach: Reach
    modules: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Warm:
    """Lets pytest load all tests, and then tries each mutant in a fork. A plugin of pytest."""

    mutants: Sequence[Mutant]
    at_once: int
    tell: Callable[[Name, str], None]
    measuring: Measuring
    failure: Failure = field(default_factory=Failure)
    tried: Tried | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure which test runs what, make sure of the tests, and try all mutants."""
        items = {item.nodeid: item for item in session.items}
        reach = in_another(partial(self.measuring.measured, session.items, self.failure))
        self.measuring.lines.stop()
        session.config.pluginmanager.unregister(self.measuring)
        make_sure(partial(run, [items[test] for test in reach.quickest_first(items)], self.failure))
        functions = all_functions()
        fitting = {mutant.name: mutant for mutant in self.mutants if fits(mutant, functions)}
        trials = (self._trial(mutant, functions, reach, items) for mutant in fitting.values())
        noticed: dict[Name, str] = {}
        to_load = {mutant.name for mutant in self.mutants} - fitting.keys()
        for name, test in each_in_its_own(trials, at_once=self.at_once):
            if test == ALIVE and reach.loads(fitting[name].source.path, fitting[name].lines):
                to_load.add(name)
            else:
                noticed[name] = ENDLESS if test is None else test
                self.tell(name, noticed[name])
        self.tried = Tried(noticed, frozenset(to_load), reach, tuple(_not_ours()))
        return True

    def _trial(
        self, mutant: Mutant, functions: Functions, reach: Reach, items: dict[str, pytest.Item]
    ) -> tuple[Name, Callable[[], str], int]:
        tests = reach.of(mutant.source.path, mutant.lines)

        def trial() -> str:
            exchange(mutant, functions)
            return run([items[test] for test in tests], self.failure)

        return mutant.name, trial, reach.limit(tests)


def tried(
    mutants: Sequence[Mutant], arguments: Sequence[str], *, at_once: int, tell: Callable[[Name, str], None]
) -> Tried:
    """Try mutants with the tests that pytest collects with these arguments."""
    silence()
    without_luck()
    warm = Warm(mutants, at_once, tell, Measuring({mutant.source.path for mutant in mutants}))
    outcome = pytest.main([*QUIET, *arguments], plugins=[warm, warm.measuring, warm.failure])
    if warm.tried is None:
        raise FailsByItself(warm.failure.test or repr(outcome))
    return warm.tried


def make_sure(trial: Callable[[], str]) -> None:
    """Raise `FailsByItself` if a trial without a mutant fails."""
    if failed := in_another(trial):
        raise FailsByItself(failed)


def _not_ours() -> Iterator[str]:
    project, installed = Path.cwd(), Path(sys.prefix)
    for name, module in sys.modules.items():
        path = Path(getattr(module, "__file__", None) or "/")
        if not path.is_relative_to(project) or path.is_relative_to(installed):
            yield name
