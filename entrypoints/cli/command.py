"""How a command is made: from what it does with a container, its arguments, and an example."""

from collections.abc import Awaitable, Callable
from functools import partial, update_wrapper
from typing import Any

import click

from domain.errors import CheckoutNotFound
from entrypoints.cli.answer import Answer, tell
from entrypoints.cli.shell import Shell

Deed = Callable[..., Awaitable[Answer]]
"""What a command does: from a container and its arguments to an answer."""

Look = Callable[..., Awaitable[Answer]]
"""The same, from the store alone."""

with_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def command(
    name: str, *, example: str, may_create: bool = False, acts: bool = False
) -> Callable[[Deed], click.Command]:
    """Make a command of a deed, with `--json`; only some may create a database.

    One that `acts` takes `--as`, and its deed is told `by` whom.
    """

    def made(deed: Deed) -> click.Command:
        def run(shell: Shell, /, *, as_json: bool, **asked: Any) -> None:
            by = {"by": asked.pop("by") or shell.settings.operator} if acts else {}
            answer = shell.run(partial(deed, **asked, **by), may_create=may_create)
            tell(answer, as_json=as_json)
            if answer.code:
                raise click.exceptions.Exit(answer.code)

        update_wrapper(run, deed)  # its help and its arguments
        plain = click.command(name, epilog=shown(example))(click.pass_obj(run))
        return with_json(_with_name(plain) if acts else plain)

    return made


def looking(name: str, *, example: str) -> Callable[[Look], click.Command]:
    """Make a command of a deed that only looks, and so starts with the store alone."""

    def made(deed: Look) -> click.Command:
        def run(shell: Shell, /, *, as_json: bool, **asked: Any) -> None:
            tell(shell.look(partial(deed, **asked)), as_json=as_json)

        update_wrapper(run, deed)
        return with_json(click.command(name, epilog=shown(example))(click.pass_obj(run)))

    return made


def _known_name(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:  # noqa: ARG001 -- click's own signature
    from domain.actors import somebody

    return None if text is None else somebody(text, "as")


_with_name = click.option(
    "--as", "by", metavar="NAME", callback=_known_name, help="Who acts, instead of ALMA_CHECKOUT_OPERATOR."
)


def shown(example: str) -> str:
    """Write an example for the end of a command's help."""
    return f"\b\nExample:\n  {example}"


def _known_by_its_form(context: click.Context, parameter: click.Parameter, text: str) -> str:  # noqa: ARG001 -- click's own signature
    if not text.isprintable():  # no store is asked for what cannot be an id
        raise CheckoutNotFound(ascii(text))
    return text


checkout_id = click.argument("checkout_id", metavar="ID", callback=_known_by_its_form)
"""The id of a checkout, known only by being found."""
