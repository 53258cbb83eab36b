"""Mutants inside functions: tried where all tests are loaded already, by exchanging the code of the function."""

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tests.mutants.forks import each_in_its_own, in_another
from tests.mutants.mutant import Mutant, Name
from tests.mutants.reach import FailsByItself, Measuring, Reach
from tests.mutants.trial import ALIVE, ENDLESS, QUIET, Failure, run, silence, without_luck

Functions = dict[tuple[str, str, int], list[FunctionType]]
"""Functions by the file, the name and the line that their code has."""


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
        functions = _functions()
        fitting = {mutant.name: mutant for mutant in self.mutants if _fits(mutant, functions)}
        trials = (self._trial(mutant, functions, reach, items) for mutant in fitting.values())
        noticed: dict[Name, str] = {}
        to_load = {mutant.name for mutant in self.mutants} - fitting.keys()
        for name, test in each_in_its_own(trials, at_once=self.at_once):
            if test == ALIVE and _loads(fitting[name], reach):
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
            _exchange(mutant, functions)
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


def _functions() -> Functions:
    """Find every function there is, those that were put out of the collector's sight included."""
    gc.unfreeze()
    found: Functions = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            found.setdefault((code.co_filename, code.co_name, code.co_firstlineno), []).append(thing)
    gc.freeze()
    return found


def _fits(mutant: Mutant, functions: Functions) -> bool:
    """Say whether the code of the function can be exchanged: it is there, and closes over as much as before."""
    code, found = _code(mutant), _found(mutant, functions)
    return code is not None and bool(found) and all(one.__code__.co_freevars == code.co_freevars for one in found)


def _exchange(mutant: Mutant, functions: Functions) -> None:
    code = _code(mutant)
    if code is not None:
        for function in _found(mutant, functions):
            function.__code__ = code


def _found(mutant: Mutant, functions: Functions) -> Iterable[FunctionType]:
    return functions.get((str(mutant.source.path), *mutant.function), []) if mutant.function else []


def _code(mutant: Mutant) -> CodeType | None:
    if mutant.function is None:
        return None
    module = _inside(mutant.code())
    return next((code for code in module if (code.co_name, code.co_firstlineno) == mutant.function), None)


def _inside(module: CodeType) -> Iterator[CodeType]:
    """Give all code in a module, what contains other code before it."""
    waiting = deque([module])
    while waiting:
        code = waiting.popleft()
        yield code
        waiting.extend(inner for inner in code.co_consts if isinstance(inner, CodeType))


def _not_ours() -> Iterator[str]:
    project, installed = Path.cwd(), Path(sys.prefix)
    for name, module in sys.modules.items():
        path = Path(getattr(module, "__file__", None) or "/")
        if not path.is_relative_to(project) or path.is_relative_to(installed):
            yield name


def _loads(mutant: Mutant, reach: Reach) -> bool:
    return reach.loads(mutant.source.path, mutant.lines)
