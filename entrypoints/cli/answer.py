"""What a command answers: one JSON document for programs, or text for people."""

import json
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Answer:
    """The same outcome in two forms. `aside` is told to people on standard error, so that the text can be piped.

    `code` is the exit code where an answer is an alarm as well.
    """

    view: dict[str, Any]
    text: str
    aside: str = ""
    code: int = 0


def tell(answer: Answer, *, as_json: bool) -> None:
    """Print an answer in the form that is wanted."""
    if as_json:
        click.echo(as_text(answer.view))
        return
    if answer.text:
        click.echo(answer.text)
    if answer.aside:
        click.echo(answer.aside, err=True)


def as_text(view: dict[str, Any]) -> str:
    """Write a JSON document that any terminal can show."""
    return json.dumps(view, indent=2)
