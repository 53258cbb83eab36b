"""Looking steps up once: pytest-bdd goes through every fixture for each step, a third of the time of a whole run."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from pytest_bdd.parser import Step


def remember_steps() -> None:
    """Remember what a sentence means: all steps are for all scenarios, so it always means the same."""
    library: Any = sys.modules["pytest_bdd.scenario"]  # the package has a function of this name
    library.find_fixturedefs_for_step = _remembered(library.find_fixturedefs_for_step)


def _remembered(find: Callable[..., Iterable[Any]]) -> Callable[..., Iterable[Any]]:
    known: dict[tuple[str, str], list[Any]] = {}

    @wraps(find)
    def found(*, step: Step, **where: Any) -> Iterable[Any]:
        sentence = step.type, step.name
        if sentence not in known:
            known[sentence] = list(find(step=step, **where))
        return known[sentence]

    return found
