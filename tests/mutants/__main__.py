"""Mutation testing: `python -m tests.mutants`. Mistakes are put into the code, and a test has to notice each.

Exits with 1 where a mutant survives that has no reason in the list of survivors, where the list says what is not so,
and where too few are killed.
"""

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from tests.mutants import cold, warm
from tests.mutants.forks import in_another
from tests.mutants.mutant import Mutant, Name, mutants_of
from tests.mutants.survivors import listed_in
from tests.mutants.trial import ALIVE
from tests.mutants.verdict import Verdict

FOLDERS = "tests/unit tests/contract tests/races tests/explanations tests/delivering tests/acceptance"
DATABASES = "postgres or sqlite"
WAYS_IN = "http-sandbox or http-stripe or cli-sandbox or cli-stripe"
PROCESSES = "test_sharing or test_which_stripe or test_dying"
TESTS = f"{FOLDERS} -k 'not ({DATABASES} or {WAYS_IN} or {PROCESSES})"
GROUPS = {
    "domain": f"{TESTS} and not use-cases-stripe'",
    "adapters/stripe/translation.py": f"{TESTS} and stripe'",
    "adapters/stripe/webhooks.py": f"{TESTS} and stripe'",
}
"""What is mutated, and what pytest is called with for it: the rules are held by tests that call them themselves."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("modules", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("-j", "at_once", default=1, show_default=True, help="How many mutants are tried at once.")
@click.option(
    "--tests", help="What pytest is called with, where MODULES are others than those that are always mutated."
)
@click.option("--survivors", default="docs/mutants.md", type=click.Path(path_type=Path), help="The list of survivors.")
@click.option("--least", default=95.0, show_default=True, help="The percentage that has to be killed.")
@click.option("-v", "--verbose", is_flag=True, help="Tell of each mutant which test noticed it.")
def main(
    modules: tuple[Path, ...], at_once: int, tests: str | None, survivors: Path, least: float, *, verbose: bool
) -> None:
    """Put mistakes into MODULES, files or folders, and see whether the tests notice each."""
    groups = {tests: list(_files(modules))} if tests else _groups(modules)
    noticed: dict[Name, str] = {}
    for arguments, paths in groups.items():
        mutants = [mutant for path in paths for mutant in mutants_of(path)]
        noticed |= _tried(mutants, shlex.split(arguments), at_once, _telling(verbose=verbose))
    verdict = Verdict(noticed, listed_in(survivors), least)
    for line in verdict.report():
        click.echo(line)
    sys.exit(0 if verdict.good else 1)


def _groups(modules: Sequence[Path]) -> dict[str, list[Path]]:
    """Give the modules that are mutated, or those of them that were named, by what pytest is called with."""
    wanted = set(_files(modules or [Path(path) for path in GROUPS]))
    groups: dict[str, list[Path]] = {}
    for path, tests in GROUPS.items():
        chosen = sorted(wanted.intersection(_files([Path(path)])))
        wanted.difference_update(chosen)
        groups.setdefault(tests, []).extend(chosen)
    return {tests: chosen for tests, chosen in groups.items() if chosen}


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _tried(
    mutants: Sequence[Mutant], tests: Sequence[str], at_once: int, tell: Callable[[Name, str], None]
) -> dict[Name, str]:
    """Try the mutants where all is loaded; those that need it then where it is loaded anew."""
    first = in_another(partial(warm.tried, mutants, tests, at_once=at_once, tell=tell))
    again = [mutant for mutant in mutants if mutant.name in first.to_load]
    cold.load(first.modules)
    then = cold.tried(again, tests, first.reach, at_once=at_once, tell=tell)
    noticed = first.noticed | then
    return {mutant.name: noticed[mutant.name] for mutant in mutants}


def _telling(*, verbose: bool) -> Callable[[Name, str], None]:
    """Tell what became of a mutant, in whichever process; the others are silent."""
    stream = os.fdopen(os.dup(sys.stderr.fileno()), "w", buffering=1)

    def tell(name: Name, test: str) -> None:
        if verbose or test == ALIVE:
            stream.write(f"{name.path} {name}: {test or 'survived'}\n")

    return tell


if __name__ == "__main__":
    main()
