"""Mutants that are there while modules are loaded, such as constants and defaults: all is loaded anew for each."""

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

import pytest

from tests.mutants.forks import each_in_its_own
from tests.mutants.mutant import Mutant, Name
from tests.mutants.reach import Reach
from tests.mutants.trial import ALIVE, ENDLESS, run_anew
from tests.mutants.warm import make_sure

_FILES = 4
"""How many files of tests are tried before all others."""


class Exchanged(SourceFileLoader):
    """Finds one module before anybody else does, and gives it the code of a mutant."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(mutant.source.path))
        self._code = mutant.code()

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Find the module."""
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        """Give the mutant's code."""
        return self._code


@dataclass(frozen=True, eq=False, slots=True)
class Ordered:
    """Runs the quick tests alone, the quickest first. A plugin of pytest."""

    reach: Reach

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose, and sort."""
        by_name = {item.nodeid: item for item in items}
        items[:] = [by_name[test] for test in self.reach.quickest_first(by_name)]


def load(modules: Iterable[str]) -> None:
    """Import what other people wrote, so that only our own modules have to be loaded for each mutant."""
    for module in modules:
        with suppress(Exception):
            importlib.import_module(module)


def tried(
    mutants: Sequence[Mutant],
    arguments: Sequence[str],
    reach: Reach,
    *,
    at_once: int,
    tell: Callable[[Name, str], None],
) -> dict[Name, str]:
    """Try mutants; give what noticed each.

    First with the few files of tests that are nearest to their module, and then with all that pytest collects with
    these arguments.
    """
    if mutants:
        make_sure(partial(run_anew, arguments, Ordered(reach)))
    noticed: dict[Name, str] = {}
    seconds = reach.limit(reach.quickest_first(reach.seconds))
    nearest = {path: reach.nearest(path, _FILES) for path in {mutant.source.path for mutant in mutants}}
    first = ((one.name, partial(_trial, one, nearest[one.source.path], reach), seconds) for one in mutants)
    for name, test in each_in_its_own(first, at_once=at_once):
        if test != ALIVE:
            noticed[name] = ENDLESS if test is None else test
            tell(name, noticed[name])
    alive = [mutant for mutant in mutants if mutant.name not in noticed]
    then = ((one.name, partial(_trial, one, arguments, reach), seconds) for one in alive)
    for name, test in each_in_its_own(then, at_once=at_once):
        noticed[name] = ENDLESS if test is None else test
        tell(name, noticed[name])
    return noticed


def _trial(mutant: Mutant, arguments: Sequence[str], reach: Reach) -> str:
    if not arguments:
        return ALIVE
    sys.meta_path.insert(0, Exchanged(mutant))
    return run_anew(arguments, Ordered(reach))
