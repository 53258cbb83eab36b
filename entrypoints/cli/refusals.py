"""What is told when a command does not succeed, and with which exit code: the one place that knows errors."""

from typing import Any

import click

from domain.errors import InvalidRequest, Kind, Refusal
from entrypoints.bad_settings import BadSettings
from entrypoints.cli.answer import as_text
from entrypoints.cli.colour import wanted
from entrypoints.cli.words import ADVICE
from entrypoints.problem import problem

REFUSED, MISUSED, FAILED, INTERRUPTED = 1, 2, 3, 130

EXIT_CODES = {
    Kind.INVALID: MISUSED,
    Kind.NOT_FOUND: REFUSED,
    Kind.CONFLICT: REFUSED,
    Kind.UNPROCESSABLE: REFUSED,
    Kind.FAILED: FAILED,
    Kind.UNAVAILABLE: FAILED,
}
"""The exit code of each kind of refusal."""


class Misuse(InvalidRequest):
    """A command line that cannot be read, as something that can be told like any other refusal."""

    def __init__(self, error: click.ClickException) -> None:
        parameter = getattr(error, "param", None)
        super().__init__(getattr(parameter, "name", None) or "arguments", error.format_message())
        self.sentence = error.format_message()


class InvalidSettings(Refusal):
    """Settings that cannot be used, as something that can be told like any other refusal."""

    code = "invalid_settings"
    kind = Kind.INVALID


def told(error: Exception, *, as_json: bool) -> int | None:
    """Tell an error, and give its exit code; None for a bug, which nobody expected."""
    match error:
        case Refusal():
            return _refused(error, as_json=as_json)
        case BadSettings(problems=problems):
            return _refused(InvalidSettings(" ".join(problems)), as_json=as_json)
        case click.Abort():
            return INTERRUPTED
        case click.ClickException() if as_json:
            return _refused(Misuse(error), as_json=True)
        case click.ClickException():
            error.show()
            return MISUSED
    return None


def _refused(refusal: Refusal, *, as_json: bool) -> int:
    code = EXIT_CODES[refusal.kind]
    if as_json:
        click.echo(as_text(problem(refusal)))
        return code
    name = click.style(refusal.code, fg="red")
    sentences = [refusal.sentence, ADVICE.get(refusal.data.get("advice") or "", "")]
    click.echo(f"{name}: {' '.join(filter(None, sentences))}", err=True, color=wanted())
    if review := refusal.data.get("review"):
        _show(review)
    return code


def _show(review: dict[str, Any]) -> None:
    from entrypoints.cli.review_text import side_by_side

    if facts := side_by_side(review):
        click.echo(f"\n{facts}", err=True)
