"""An examination in text: a line for each thing that was looked at, and under it the cure."""

from collections.abc import Iterable

import click

from entrypoints.cli.table import hanging
from entrypoints.doctor.check import OK, PROBLEM, WARNING, Check

_COLORS = {OK: "green", WARNING: "yellow", PROBLEM: "red"}
_INDENT = len(PROBLEM) + 2


def in_lines(checks: Iterable[Check]) -> str:
    """Show an examination, with its outcome in figures at the end."""
    told = list(checks)
    return "\n".join([*map(line_of, told), "", _outcome(told)])


def line_of(check: Check) -> str:
    """Show one thing: how it is, what there is to say, and under it the cure."""
    told = hanging(check.result.ljust(_INDENT), check.message)
    line = click.style(check.result, fg=_COLORS[check.result]) + told[len(check.result) :]
    return f"{line}\n{hanging(' ' * _INDENT, f'Cure: {check.cure}')}" if check.cure else line


def _outcome(checks: list[Check]) -> str:
    counts = {result: sum(check.result == result for check in checks) for result in (PROBLEM, WARNING)}
    told = [f"{count} {result}{'s' if count > 1 else ''}" for result, count in counts.items() if count]
    return f"{', '.join(told)}." if told else "Everything is right."
